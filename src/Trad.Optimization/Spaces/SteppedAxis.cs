namespace Trad.Optimization.Spaces;

/// <summary>A number with a step as a coordinate: each value at the middle of its own stretch of [0, 1].</summary>
internal sealed class SteppedAxis : Axis
{
    // Beyond this many values a table costs more than what it saves.
    private const int LargestTable = 1_000;

    private readonly SteppedParameter _parameter;
    private readonly double[]? _values;

    public SteppedAxis(SteppedParameter parameter)
        : base(parameter.Name)
    {
        _parameter = parameter;
        LevelCount = parameter.Cardinality!.Value;
        if (LevelCount <= LargestTable)
        {
            _values = new double[LevelCount];
            for (var i = 0; i < _values.Length; i++)
            {
                _values[i] = parameter.ValueAt(i);
            }
        }
    }

    public override long LevelCount { get; }

    public override ParameterValue Decode(double coordinate)
    {
        var index = Math.Clamp((long)Math.Floor(coordinate * LevelCount), 0, LevelCount - 1);
        return _values is null ? _parameter.ValueAt(index) : _values[index];
    }

    public override double Encode(ParameterValue value) =>
        Level(_parameter.IndexOf(value.Number) ?? throw new SearchSpaceException(Name, value.ToString(), _parameter.DescribeAllowed()));

    public override double Level(long index) => (index + 0.5) / LevelCount;
}
