namespace Trad.Optimization.Spaces;

/// <summary>A real parameter, linear or logarithmic, as a coordinate in [0, 1].</summary>
internal sealed class ContinuousAxis(ContinuousParameter parameter) : Axis(parameter.Name)
{
    private readonly double _logRatio = parameter.IsLogarithmic ? Math.Log(parameter.High / parameter.Low) : 0;

    public override long LevelCount => 0;

    public override ParameterValue Decode(double coordinate)
    {
        var value = parameter.IsLogarithmic
            ? parameter.Low * Math.Exp(coordinate * _logRatio)
            : parameter.Low + (coordinate * (parameter.High - parameter.Low));
        return Math.Clamp(value, parameter.Low, parameter.High);
    }

    public override double Encode(ParameterValue value)
    {
        var coordinate = parameter.IsLogarithmic
            ? Math.Log(value.Number / parameter.Low) / _logRatio
            : (value.Number - parameter.Low) / (parameter.High - parameter.Low);
        return Math.Clamp(coordinate, 0, 1);
    }

    // A continuum needs no rounding, and a round trip would cost a logarithm.
    public override double FromUniform(double uniform) => uniform;

    public override double Level(long index) => throw new InvalidOperationException($"'{Name}' is continuous and has no levels.");
}
