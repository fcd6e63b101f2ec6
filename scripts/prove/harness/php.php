<?php

// Runs snippets in PHP: jobs come as lines of JSON on standard input, what came of each goes out as a line.

namespace Errdex;

// The credentials that are handed out: those of `tokens` in trial.ts.
const TOKENS = ['first-token', 'second-token'];

/** What a run leaves behind. */
final class Run
{
    public static ?Run $current = null;
    public array $waits = [];
    public array $shown = [];
    public array $noted = [];
    public int $refreshed = 0;
    public int $asked = 0;
    private string $namespace = '';

    public function __construct(private array $job)
    {
    }

    public function argument(string $kind, mixed $value = null): mixed
    {
        return match ($kind) {
            'value' => $value,
            'hooks' => new ($this->namespace . '\\TheHooks')($this),
            'path' => 'x1',
            'input' => '{}',
            'form' => ['file' => 'x'],
            'refresh' => function (): string {
                $this->refreshed++;
                if (($this->job['fault'] ?? '') === 'no-credentials') {
                    throw new RuntimeException('there are no new credentials');
                }
                return TOKENS[1];
            },
            'done' => function (): bool {
                $this->asked++;
                return $this->job['done'];
            },
            'run' => fn () => json_decode(file_get_contents($this->job['url']), true),
            'show' => function (array $texts, array $actions): void {
                $this->shown[] = ['texts' => $texts, 'actions' => $actions];
            },
            'note' => function (string $warning): void {
                $this->noted[] = $warning;
            },
        };
    }

    /** What a whole handler calls. */
    public function call(string $kind, mixed ...$given): mixed
    {
        return $this->argument($kind)(...$given);
    }

    /** Reads the snippet into a namespace of its own, where `sleep` and `usleep` are found first: a wait is noted and is over. */
    private function load(): void
    {
        $namespace = $this->namespace;
        eval(
            "namespace $namespace;"
            . 'function sleep($seconds) { \Errdex\Run::$current->waits[] = $seconds; return 0; }'
            . 'function usleep($microseconds) { \Errdex\Run::$current->waits[] = $microseconds / 1_000_000; }'
        );
        // What stands before the first statement is of no use here.
        $header = '/\A<\?php\s+(?:\/\/.*\s+)*(declare\(strict_types=1\);\s*)?(?:namespace [\w\\\\]+;)?/';
        eval(preg_replace($header, "\$1 namespace $namespace;", file_get_contents($this->job['file']), 1));
        if (interface_exists("$namespace\\Hooks")) {
            eval("namespace $namespace; final class TheHooks implements Hooks { use \Errdex\Called; }");
        }
    }

    public function outcome(): array
    {
        static $count = 0;
        $namespace = $this->namespace = 'Errdex\\Snippet' . ++$count;
        self::$current = $this;
        try {
            $this->load();
            $given = array_map(fn (array $one) => $this->argument($one['kind'], $one['value'] ?? null), $this->job['takes']);
            $result = "$namespace\\{$this->job['entry']}"(...$given);
        } catch (\Throwable $problem) {
            // Its kind, too, where it is none that was meant.
            $kind = get_class($problem) === 'RuntimeException' ? '' : get_class($problem) . ': ';
            return ['kind' => 'thrown', 'said' => $kind . $problem->getMessage()];
        }
        if ($result === null) {
            return ['kind' => 'nothing', 'said' => ''];
        }
        return ['kind' => 'returned', 'said' => isset($result['status'], $result['body']) ? (string) $result['status'] : json_encode($result)];
    }
}

/** The methods of whatever whole handlers call. */
trait Called
{
    public function __construct(private Run $run)
    {
    }

    public function refreshToken(): string
    {
        return $this->run->call('refresh');
    }

    public function isDone(): bool
    {
        return $this->run->call('done');
    }

    public function show(array $texts, array $actions): void
    {
        $this->run->call('show', $texts, $actions);
    }

    public function note(string $warning): void
    {
        $this->run->call('note', $warning);
    }
}

// What PHP only warns of is a failure: a key or a variable that is not there.
set_error_handler(function (int $level, string $message, string $file, int $line): never {
    throw new \ErrorException($message, 0, $level, $file, $line);
});

while (($line = fgets(STDIN)) !== false) {
    $job = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
    putenv("API_URL={$job['url']}");
    putenv('API_TOKEN=' . TOKENS[0]);
    $run = new Run($job);
    ob_start();
    $said = $run->outcome();
    ob_end_clean();
    $told = ['id' => $job['id'], 'outcome' => $said, ...get_object_vars($run)];
    fwrite(STDOUT, json_encode($told, JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR) . "\n");
}
