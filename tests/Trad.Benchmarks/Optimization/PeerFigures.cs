using System.Globalization;

namespace Trad.Benchmarks.Optimization;

/// <summary>The regrets of other optimisers, measured beforehand; empty when the file is missing.</summary>
public sealed class PeerFigures
{
    /// <summary>Where the figures lie among the shared data.</summary>
    public const string RelativePath = "optimisers/peers.csv";

    private readonly List<(string Peer, string Function, int Evaluations, double Median)> _rows = [];

    /// <summary>Reads the figures.</summary>
    public static async Task<PeerFigures> LoadAsync(string? path, CancellationToken cancellationToken)
    {
        var figures = new PeerFigures();
        if (path is not null)
        {
            foreach (var line in (await File.ReadAllLinesAsync(path, cancellationToken)).Skip(1))
            {
                var fields = line.Split(',');
                figures._rows.Add(
                    (fields[0], fields[1], int.Parse(
                        fields[2], CultureInfo.InvariantCulture), double.Parse(fields[4], CultureInfo.InvariantCulture)));
            }
        }

        return figures;
    }

    /// <summary>Every peer with its median regrets on a function, by evaluations.</summary>
    public IEnumerable<(string Peer, IReadOnlyList<(int Evaluations, double Median)> Regrets)> ForFunction(string function) => _rows
        .Where(row => row.Function == function)
        .GroupBy(row => row.Peer, StringComparer.Ordinal)
        .Select(
            peer => (peer.Key, (IReadOnlyList<(int, double)>)[.. peer.OrderBy(row => row.Evaluations).Select(
                row => (row.Evaluations, row.Median))]));

    /// <summary>The smallest median regret of any peer; null when there is no figure.</summary>
    public (string Peer, double Median)? Best(string function, int evaluations)
    {
        var rows = _rows.Where(row => row.Function == function && row.Evaluations == evaluations).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var best = rows.MinBy(row => row.Median);
        return (best.Peer, best.Median);
    }
}
