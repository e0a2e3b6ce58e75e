using Azure;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training.Jobs;

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

    /// <summary>Reads the row; one that is damaged is made again from the journal's events.</summary>
    public static async Task<JournalHead> ReadAsync(TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        if (StoredRow.TryRead(row, From, out var head, out _))
        {
            return head;
        }

        var end = JournalRow.End;
        var made = new JournalHead { ETag = row.ETag };
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {row.PartitionKey} and RowKey lt {end}");
        await foreach (var events in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            foreach (var happened in JournalRow.UnpackForReaders(events))
            {
                made = (made.With(happened) ?? made) with { Next = happened.Sequence + 1 };
            }
        }

        return made with { Closed = made.Done };
    }

    /// <summary>The head with an event recorded, but for its number; null when it is recorded already.</summary>
    public JournalHead? With(JobEvent happened) => happened.Kind switch
    {
        JobEventKind.Trial => Trials.Contains(happened.Trial!.Trial) ? null : this with { Trials = Trials.With(happened.Trial.Trial) },
        JobEventKind.Round => happened.Round!.Round < Rounds ? null : this with { Rounds = happened.Round.Round + 1 },
        JobEventKind.Done => happened.Attempt <= Done
            ? null
            : this with { Done = happened.Attempt!.Value, Closed = Math.Max(Closed, happened.Attempt.Value) },
        _ => this,
    };

    private static JournalHead From(TableEntity entity) => new()
    {
        Next = entity.Required<int>(nameof(Next)),
        Trials = TrialNumbers.Parse(entity.Required<string>(nameof(Trials))),
        Rounds = entity.Required<int>(nameof(Rounds)),
        Closed = entity.Required<int>(nameof(Closed)),
        Done = entity.Required<int>(nameof(Done)),
        Commit = entity.GetString(nameof(Commit)) ?? "",
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
