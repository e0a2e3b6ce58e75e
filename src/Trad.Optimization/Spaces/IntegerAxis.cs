namespace Trad.Optimization.Spaces;

/// <summary>
/// A whole parameter as a coordinate in [0, 1]: each value owns a stretch of the unit interval (of equal length, or of
/// equal ratio when logarithmic) and sits at its middle.
/// </summary>
internal sealed class IntegerAxis : Axis
{
    private readonly IntegerParameter _parameter;
    private readonly double _start;
    private readonly double _width;

    public IntegerAxis(IntegerParameter parameter)
        : base(parameter.Name)
    {
        _parameter = parameter;
        _start = Scale(parameter.Low - 0.5);
        _width = Scale(parameter.High + 0.5) - _start;
    }

    public override long LevelCount => _parameter.High - _parameter.Low + 1;

    public override ParameterValue Decode(double coordinate)
    {
        var position = _start + (coordinate * _width);
        var value = Math.Round(_parameter.IsLogarithmic ? Math.Exp(position) : position, MidpointRounding.AwayFromZero);
        return Math.Clamp(value, _parameter.Low, _parameter.High);
    }

    public override double Encode(ParameterValue value) => Math.Clamp((Scale(value.Number) - _start) / _width, 0, 1);

    public override double Level(long index) => Encode(_parameter.Low + index);

    private double Scale(double value) => _parameter.IsLogarithmic ? Math.Log(value) : value;
}
