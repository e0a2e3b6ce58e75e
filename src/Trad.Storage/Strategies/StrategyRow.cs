using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training.Strategies;

namespace Trad.Storage.Strategies;

/// <summary>
/// How a strategy lies in its table: a head with its newest version, and a row for each version, all in one partition, so that a version
/// and its mention are one.
/// </summary>
internal static class StrategyRow
{
    public const string PartitionKey = "strategy";

    private const string Head = "head ";
    private const string VersionPrefix = "version ";
    private const string Text = "Text";

    /// <summary>Selects every head.</summary>
    public static string AllHeads { get; } =
        TableClient.CreateQueryFilter($"PartitionKey eq {PartitionKey} and RowKey ge {Head} and RowKey lt {"head!"}");

    public static string HeadKey(string name) => Head + name;

    public static string VersionKey(string name, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{VersionPrefix}{name} {version:D10}");

    /// <summary>Selects the versions of a strategy between two numbers, the first exclusive, the last inclusive.</summary>
    public static string Versions(string name, int behind, int last) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {PartitionKey} and RowKey gt {VersionKey(name, behind)} and RowKey le {VersionKey(name, last)}");

    /// <summary>The name in a head's key.</summary>
    public static string NameOf(TableEntity head) => head.RowKey[Head.Length..];

    /// <summary>The number in a version's key.</summary>
    public static int NumberOf(TableEntity version) =>
        int.Parse(version.RowKey.AsSpan(version.RowKey.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);

    /// <summary>The row of a version.</summary>
    public static TableEntity From(StrategyVersion version) => Write(
        new TableEntity(PartitionKey, VersionKey(version.Name, version.Version)), version);

    /// <summary>The version that a row holds, the head's newest one likewise.</summary>
    /// <exception cref="FormatException">A column is missing.</exception>
    public static StrategyVersion ToVersion(TableEntity row) => new(
        row.Required<string>("Name"), row.Required<int>("Version"), row.Required<string>("Hash"),
        row.Required<DateTimeOffset>("CreatedAt"), row.GetText(Text) ?? throw new FormatException("the column 'Text' is missing"));

    /// <summary>Writes a version's columns.</summary>
    public static TableEntity Write(TableEntity row, StrategyVersion version)
    {
        row["Name"] = version.Name;
        row["Version"] = version.Version;
        row["Hash"] = version.Hash;
        row["CreatedAt"] = version.CreatedAt;
        row.SetText(Text, version.Text);
        return row;
    }

    /// <summary>The head's row, whose condition is that nobody wrote since it was read.</summary>
    public static TableTransactionAction Change(StrategyHead head, ETag? read)
    {
        var row = new TableEntity(PartitionKey, HeadKey(head.Name))
        {
            ["Last"] = head.Last,
            ["RemovedUpTo"] = head.RemovedUpTo,
            ["Versions"] = head.Versions,
        };
        if (head.Newest is { } newest)
        {
            Write(row, newest);
        }

        return read is { } known
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, known)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }

    /// <summary>Reads a head.</summary>
    /// <exception cref="FormatException">A column is missing.</exception>
    public static StrategyHead ToHead(TableEntity row)
    {
        var versions = row.Required<int>("Versions");
        return new StrategyHead(
            NameOf(row), row.Required<int>("Last"), row.Required<int>("RemovedUpTo"), versions, versions == 0 ? null : ToVersion(row));
    }
}
