using System.Collections.Concurrent;

namespace Trad.MarketData.Exchanges;

/// <summary>The trading rules of symbols, asked for once an hour.</summary>
public sealed class SymbolDirectory(ExchangeConnections exchanges, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Exchange, string Symbol), (DateTimeOffset At, SymbolRules Rules)> _known = new();

    /// <summary>How a symbol is traded at an exchange.</summary>
    /// <exception cref="ArgumentException">No exchange of that name can be asked, or the text cannot be a symbol there.</exception>
    /// <exception cref="ExchangeException">The exchange does not answer as it should, or does not know the symbol.</exception>
    public async Task<SymbolRules> FindAsync(string exchange, string symbol, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGetValue((exchange, symbol), out var known) && now - known.At < Fresh)
        {
            return known.Rules;
        }

        var rules = await exchanges.Open(exchange).GetSymbolAsync(symbol, cancellationToken);
        _known[(exchange, symbol)] = (now, rules);
        return rules;
    }
}
