using Trad.Backtesting.Strategies.Rules.Binding;

namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>Puts nodes in order and gives them registers.</summary>
internal sealed class RuleProgramBuilder
{
    private readonly Dictionary<RuleNode, int> _registers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RuleNode, int> _uses = new(ReferenceEqualityComparer.Instance);

    /// <summary>A program for some nodes of one graph.</summary>
    public RuleProgramBuilder(IReadOnlyList<RuleNode> outputs)
    {
        // What is written before the first step comes first, so that no step is given a register in which it stands.
        var nodes = Gather(outputs).OrderBy(node => node.Number).ToLookup(node => node is { IsConstant: false, Column: null });
        foreach (var node in nodes[false].Concat(nodes[true]))
        {
            Add(node);
        }
    }

    /// <summary>The steps.</summary>
    public List<RuleInstruction> Instructions { get; } = [];

    /// <summary>The columns.</summary>
    public List<RuleColumn> Columns { get; } = [];

    /// <summary>How the columns are read.</summary>
    public List<ColumnRead> Reads { get; } = [];

    /// <summary>The constants with their registers.</summary>
    public List<(int Register, bool IsCondition, double Value)> Constants { get; } = [];

    /// <summary>Registers of numbers.</summary>
    public RegisterFile Numbers { get; } = new();

    /// <summary>Registers of conditions.</summary>
    public RegisterFile Conditions { get; } = new();

    /// <summary>The operand that holds a node that was asked for.</summary>
    public int OperandOf(RuleNode node) => _registers[node];

    private List<RuleNode> Gather(IReadOnlyList<RuleNode> outputs)
    {
        var nodes = new List<RuleNode>();
        var waiting = new Stack<RuleNode>(outputs);
        while (waiting.TryPop(out var node))
        {
            // What is asked for is used once more than by other nodes, so that it stays to the end.
            if (_uses.TryGetValue(node, out var uses))
            {
                _uses[node] = uses + 1;
                continue;
            }

            _uses[node] = 1;
            nodes.Add(node);
            foreach (var operand in node.Operands)
            {
                waiting.Push(operand);
            }
        }

        return nodes;
    }

    private void Add(RuleNode node)
    {
        var file = node.IsCondition ? Conditions : Numbers;
        if (node.IsConstant)
        {
            _registers[node] = file.Take();
            Constants.Add((_registers[node], node.IsCondition, node.Value));
            return;
        }

        if (node.Column is { } column)
        {
            _registers[node] = ~Reads.Count;
            Reads.Add(new ColumnRead(IndexOf(column), node.Lag, file.Take()));
            return;
        }

        foreach (var operand in node.Operands)
        {
            if (--_uses[operand] == 0 && operand is { IsConstant: false, Column: null })
            {
                (operand.IsCondition ? Conditions : Numbers).Free(_registers[operand]);
            }
        }

        // A step may write where an operand stood: it reads every candle before it writes it.
        var operands = node.Operands.Select(operand => _registers[operand]).Concat([0, 0, 0]).Take(3).ToArray();
        _registers[node] = file.Take();
        Instructions.Add(new RuleInstruction(node.Operation, _registers[node], operands[0], operands[1], operands[2]));
    }

    private int IndexOf(RuleColumn column)
    {
        var index = Columns.FindIndex(known => known.Key == column.Key);
        if (index < 0)
        {
            index = Columns.Count;
            Columns.Add(column);
        }

        return index;
    }
}
