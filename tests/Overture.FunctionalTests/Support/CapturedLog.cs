using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Overture.FunctionalTests.Support;

/// <summary>Keeps what is logged, with its values and scopes.</summary>
internal sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();

    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public string Text => string.Join('\n', _lines);

    public int Count => _lines.Count;

    /// <summary>Makes this the only place to log to; whatever is of this level comes here, whoever says it.</summary>
    public void Attach(ILoggingBuilder logging, LogLevel level)
    {
        logging.ClearProviders();
        logging.AddProvider(this);
        logging.AddFilter<CapturedLog>(null, level);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
            var scopes = "";
            log._scopes.ForEachScope((scope, _) => scopes +=
                $" {(scope is IEnumerable<KeyValuePair<string, object>> named ? string.Join(' ', named) : scope)}", 0);
            log._lines.Enqueue(
                $"{logLevel} {category}[{eventId}] {formatter(state, exception)} {values} {exception}{scopes}");
        }
    }
}
