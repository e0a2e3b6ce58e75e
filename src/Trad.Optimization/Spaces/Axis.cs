namespace Trad.Optimization.Spaces;

/// <summary>
/// One searched parameter as a coordinate. Numbers and ordered choices lie in [0, 1]; an unordered choice keeps the index
/// of its value, which only equality may compare.
/// </summary>
internal abstract class Axis(string name)
{
    /// <summary>The parameter's name.</summary>
    public string Name { get; } = name;

    /// <summary>The number of different coordinates; 0 for a continuum.</summary>
    public abstract long LevelCount { get; }

    /// <summary>Whether the coordinate is the index of an unordered choice.</summary>
    public virtual bool IsCategorical => false;

    /// <summary>The value at a coordinate, rounded to an allowed one.</summary>
    public abstract ParameterValue Decode(double coordinate);

    /// <summary>The coordinate of an allowed value.</summary>
    public abstract double Encode(ParameterValue value);

    /// <summary>The coordinate that a uniform number of [0, 1) stands for.</summary>
    public virtual double FromUniform(double uniform) => Snap(uniform);

    /// <summary>The nearest coordinate that is exactly an allowed value's.</summary>
    public double Snap(double coordinate) => Encode(Decode(coordinate));

    /// <summary>The coordinate of a level, counted from 0 upwards; only for axes with levels.</summary>
    public abstract double Level(long index);
}
