namespace Trad.Optimization.Spaces;

/// <summary>A choice as a coordinate: evenly spaced in (0, 1) when ordered, else the index of the value.</summary>
internal sealed class ChoiceAxis(ChoiceParameter parameter) : Axis(parameter.Name)
{
    public override long LevelCount => parameter.Choices.Count;

    public override bool IsCategorical => !parameter.IsOrdered;

    public override ParameterValue Decode(double coordinate)
    {
        var index = IsCategorical ? Math.Round(coordinate) : Math.Floor(coordinate * parameter.Choices.Count);
        return parameter.Choices[Math.Clamp((int)index, 0, parameter.Choices.Count - 1)];
    }

    public override double Encode(ParameterValue value)
    {
        for (var i = 0; i < parameter.Choices.Count; i++)
        {
            if (parameter.Choices[i] == value)
            {
                return Level(i);
            }
        }

        throw new SearchSpaceException(Name, value.ToString(), parameter.DescribeAllowed());
    }

    public override double FromUniform(double uniform) =>
        Level(Math.Clamp((long)(uniform * parameter.Choices.Count), 0, parameter.Choices.Count - 1));

    public override double Level(long index) => IsCategorical ? index : (index + 0.5) / parameter.Choices.Count;
}
