"""Runs snippets in Python: jobs come as lines of JSON on standard input, what came of each goes out as a line."""

import asyncio
import importlib.util
import inspect
import json
import os
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

# Seconds between two looks at the mock, and after all has happened that was awaited.
LOOK, MOMENT = 0.02, 0.12

# The credentials that are handed out: those of `tokens` in trial.ts.
TOKENS = ("first-token", "second-token")


class Run:
    """What a run leaves behind."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.waits: list[float] = []
        self.shown: list[dict[str, Any]] = []
        self.noted: list[str] = []
        self.refreshed = 0
        self.asked = 0
        self.moves = 0

    def wait(self, seconds: float) -> None:
        self.moves += 1
        self.waits.append(float(seconds))

    def refresh(self) -> str:
        self.moves += 1
        self.refreshed += 1
        if self.job.get("fault") == "no-credentials":
            raise RuntimeError("there are no new credentials")
        return TOKENS[1]

    def done(self) -> bool:
        self.moves += 1
        self.asked += 1
        return self.job["done"]

    def show(self, texts: list[Any], actions: list[Any]) -> None:
        self.moves += 1
        self.shown.append({"texts": texts, "actions": actions})

    def note(self, warning: str) -> None:
        self.moves += 1
        self.noted.append(warning)

    def fetch(self) -> Any:
        with urllib.request.urlopen(self.job["url"]) as answer:
            return json.load(answer)

    def argument(self, kind: str, later: bool) -> Any:
        """What the function is given; `later` where it awaits what it calls."""

        def awaited(call: Callable[[], Any]) -> Callable[[], Any]:
            async def result() -> Any:
                return call()

            return result if later else call

        match kind:
            case "path":
                return "x1"
            case "input":
                return "{}" if self.job["transport"] == "websocket" else {}
            case "form":
                return {"file": b"x"}
            case "message":
                return lambda token=None: json.dumps({"token": token})
            case "refresh":
                return awaited(self.refresh)
            case "done":
                return awaited(self.done)
            case "run":
                return self.fetch
            case "show":
                return self.show
            case "note":
                return self.note
            case "hooks":
                return SimpleNamespace(
                    refresh_token=awaited(self.refresh),
                    is_done=awaited(self.done),
                    show=self.show,
                    note=self.note,
                )
        raise ValueError(f"nothing to hand in for {kind}")


run: Run | None = None
asleep = time.sleep
asleep_async = asyncio.sleep


def of_snippet(depth: int = 2) -> bool:
    """Whether the snippet itself asks to sleep: libraries keep their clock."""
    return run is not None and sys._getframe(depth).f_code.co_filename == run.job["file"]


def sleep(seconds: float) -> None:
    if of_snippet() and run:
        run.wait(seconds)
        return
    asleep(seconds)


async def wait_async(seconds: float) -> None:
    if run:
        run.wait(seconds)
    await asleep_async(0)


def sleep_async(seconds: float, result: Any = None) -> Any:
    # No coroutine itself, so that the caller is one frame up.
    return wait_async(seconds) if of_snippet() else asleep_async(seconds, result)


time.sleep = sleep
asyncio.sleep = sleep_async


def load(job: dict[str, Any]) -> Callable[..., Any]:
    spec = importlib.util.spec_from_file_location("snippet", job["file"])
    if spec is None or spec.loader is None:
        raise ImportError(job["file"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, job["entry"])


async def settled(current: Run) -> None:
    """Waits until everything has happened that was awaited, and a moment longer."""
    job = current.job

    def attempts() -> int:
        with urllib.request.urlopen(job["watch"]) as answer:
            return json.load(answer)["attempts"]

    for _ in range(int(job["patience"] / 1000 / LOOK)):
        seen = await asyncio.to_thread(attempts)
        if seen >= job["attempts"] and current.moves >= job["moves"]:
            break
        await asleep_async(LOOK)
    await asleep_async(MOMENT)


async def connected(current: Run, messages: AsyncIterator[Any]) -> dict[str, str]:
    """Takes what a snippet hands on from its connection, until all has happened; what it raises is a move, too."""
    problems: list[Exception] = []

    async def drained() -> None:
        try:
            async for _ in messages:
                pass
        except Exception as problem:  # whatever a snippet raises is its outcome
            problems.append(problem)
            current.moves += 1

    task = asyncio.create_task(drained())
    await settled(current)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    if problems:
        return {"kind": "thrown", "said": said_by(problems[0])}
    return {"kind": "nothing" if current.shown else "returned", "said": ""}


def said_by(problem: Exception) -> str:
    """What a failure says: its words where the snippet raised it, its kind, too, where it is none that was meant."""
    return str(problem) if type(problem) is RuntimeError else repr(problem)


def outcome(current: Run) -> dict[str, str]:
    job = current.job
    try:
        entry = load(job)
        later = inspect.isasyncgenfunction(entry)
        awaited = inspect.iscoroutinefunction(entry)
        given = entry(*[
            one["value"] if one["kind"] == "value" else current.argument(one["kind"], later or awaited)
            for one in job["takes"]
        ])
        if later:
            return asyncio.run(connected(current, given))
        if awaited:
            given = asyncio.run(given)
        if given is None:
            return {"kind": "nothing", "said": ""}
        return {"kind": "returned", "said": str(getattr(given, "status_code", given))}
    except Exception as problem:  # whatever a snippet raises is its outcome
        return {"kind": "thrown", "said": said_by(problem)}


for line in sys.stdin:
    run = Run(json.loads(line))
    os.environ["API_URL"] = run.job["url"]
    os.environ["API_TOKEN"] = TOKENS[0]
    said = outcome(run)
    told = {key: getattr(run, key) for key in ("waits", "shown", "noted", "refreshed", "asked")}
    print(json.dumps({"id": run.job["id"], "outcome": said, **told}), flush=True)
