using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>What the world does for an instance once a turn is committed.</summary>
internal interface ITurnEffects
{
    /// <summary>Starts an instance's generation when its moment has come.</summary>
    void Start(InstanceRecord record, Func<HistoryEvent> started);

    /// <summary>Does what an orchestrator decided and committed.</summary>
    void CarryOut(InstanceRecord record, HistoryEvent decision);

    /// <summary>Tells whoever looks after the host that an instance failed because it could not go on.</summary>
    void ReportBreak(InstanceRecord failed, Exception broken);

    /// <summary>Tells the orchestration that called an instance how it ended.</summary>
    void ReportEnd(InstanceRecord ended);
}
