namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>Registers of one kind, which are given out and taken back.</summary>
internal sealed class RegisterFile
{
    private readonly Stack<int> _free = new();

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gives one out.</summary>
    public int Take() => _free.TryPop(out var register) ? register : Count++;

    /// <summary>Takes one back.</summary>
    public void Free(int register) => _free.Push(register);
}
