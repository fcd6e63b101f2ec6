"""Reads snippets as Python does: a line of JSON with code comes in, a line with its string constants goes out, or null where it is no Python."""

import ast
import json
import sys

for line in sys.stdin:
    try:
        nodes = list(ast.walk(ast.parse(json.loads(line))))
        compile(json.loads(line), "snippet", "exec")
    except (SyntaxError, ValueError):
        print("null", flush=True)
        continue
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    calls = [node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "") for node in nodes if isinstance(node, ast.Call)]
    print(json.dumps({"texts": texts, "calls": calls}), flush=True)
