using Azure;
using Azure.Data.Tables;

namespace Trad.Storage.Journal;

/// <summary>
/// The row of a journal that every append replaces: what was appended so far. Because it carries the append's condition,
/// the numbers have no holes, and what must be recorded once is.
/// </summary>
internal sealed record JournalHead
{
    public const string RowKey = "head";

    /// <summary>The number of the next event.</summary>
    public int Next { get; init; }

    /// <summary>The trials recorded.</summary>
    public TrialNumbers Trials { get; init; } = TrialNumbers.None;

    /// <summary>Rounds recorded.</summary>
    public int Rounds { get; init; }

    /// <summary>The last attempt that may append no more.</summary>
    public int Closed { get; init; }

    /// <summary>The last attempt whose end is recorded.</summary>
    public int Done { get; init; }

    /// <summary>The append that wrote this row; tells a writer that lost the answer whether it was its own.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The row's version; absent before the first append.</summary>
    public ETag? ETag { get; init; }

    public static JournalHead From(TableEntity entity) => new()
    {
        Next = entity.GetInt32(nameof(Next))!.Value,
        Trials = TrialNumbers.Parse(entity.GetString(nameof(Trials))),
        Rounds = entity.GetInt32(nameof(Rounds))!.Value,
        Closed = entity.GetInt32(nameof(Closed))!.Value,
        Done = entity.GetInt32(nameof(Done))!.Value,
        Commit = entity.GetString(nameof(Commit)),
        ETag = entity.ETag,
    };

    /// <summary>The write that replaces the row, on condition that nobody else has.</summary>
    public TableTransactionAction ToAction(string jobId)
    {
        var entity = new TableEntity(jobId, RowKey)
        {
            [nameof(Next)] = Next,
            [nameof(Trials)] = Trials.ToString(),
            [nameof(Rounds)] = Rounds,
            [nameof(Closed)] = Closed,
            [nameof(Done)] = Done,
            [nameof(Commit)] = Commit,
        };
        return ETag is { } version
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, version)
            : new TableTransactionAction(TableTransactionActionType.Add, entity);
    }
}
