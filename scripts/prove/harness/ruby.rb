# Runs snippets in Ruby: jobs come as lines of JSON on standard input, what came of each goes out as a line.

require 'json'
require 'net/http'
require 'timeout'

# The credentials that are handed out: those of `tokens` in trial.ts.
TOKENS = %w[first-token second-token].freeze

# What a run leaves behind.
class Run
  attr_reader :notes

  def initialize(job)
    @job = job
    @notes = { waits: [], shown: [], noted: [], refreshed: 0, asked: 0 }
  end

  def argument(kind, value = nil)
    case kind
    when 'value' then value
    when 'hooks' then hooks
    when 'path' then 'x1'
    when 'input' then '{}'
    when 'form' then [%w[file x]]
    when 'refresh' then -> { refreshed }
    when 'done' then -> { @notes[:asked] += 1 and @job['done'] }
    when 'run' then -> { JSON.parse(Net::HTTP.get(URI(@job['url'])), symbolize_names: true) }
    when 'show' then ->(texts, actions) { @notes[:shown] << { texts: texts, actions: actions } }
    when 'note' then ->(warning) { @notes[:noted] << warning }
    else raise "nothing to hand in for #{kind}"
    end
  end

  def refreshed
    @notes[:refreshed] += 1
    raise 'there are no new credentials' if @job['fault'] == 'no-credentials'

    TOKENS[1]
  end

  # What a whole handler calls, in one object.
  def hooks
    object = Object.new
    { refresh_token: 'refresh', done?: 'done', show: 'show', note: 'note' }.each do |name, kind|
      called = argument(kind)
      object.define_singleton_method(name) { |*given| called.call(*given) }
    end
    object
  end

  # What has the methods of the snippet, and a clock of its own: a wait is noted and is over. Libraries keep theirs. A whole handler is a module.
  def snippet
    methods = Module.new
    load(@job['file'], methods)
    waits = @notes[:waits]
    object = methods.constants.map { |name| methods.const_get(name) }.find { |one| one.respond_to?(@job['entry']) }
    object ||= Object.new.extend(methods)
    object.define_singleton_method(:sleep) { |seconds| waits << Float(seconds) }
    object
  end

  def outcome
    # A loop without an end is one, and no reason to wait.
    given = Timeout.timeout([@job['patience'] / 1000.0, 3].max) do
      snippet.send(@job['entry'], *@job['takes'].map { |one| argument(one['kind'], one['value']) })
    end
    return { kind: 'nothing', said: '' } if given.nil?

    { kind: 'returned', said: given.is_a?(Net::HTTPResponse) ? given.code : given.to_s }
  rescue Interrupt, NoMemoryError
    raise
  # Whatever a snippet raises is its outcome, even that it is no program; its kind, too, where it is none that was meant.
  rescue Exception => e
    { kind: 'thrown', said: e.instance_of?(RuntimeError) ? e.message : e.inspect }
  end
end

$stdout.sync = true
$stdin.each_line do |line|
  job = JSON.parse(line)
  ENV['API_URL'] = job['url']
  ENV['API_TOKEN'] = TOKENS[0]
  run = Run.new(job)
  said = run.outcome
  puts JSON.generate({ id: job['id'], outcome: said, **run.notes })
end
