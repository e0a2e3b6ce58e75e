namespace Trad.Optimization.Spaces;

/// <summary>The searched parameters of a space as coordinates; parameters with a single value have no coordinate.</summary>
internal sealed class UnitCube
{
    private readonly SearchSpace _space;
    private readonly string[] _names;
    private readonly int[] _axisOf;
    private readonly ParameterValue[] _constants;

    public UnitCube(SearchSpace space)
    {
        _space = space;
        _names = [.. space.Parameters.Select(parameter => parameter.Name)];
        _axisOf = new int[_names.Length];
        _constants = new ParameterValue[_names.Length];
        var axes = new List<Axis>();
        for (var i = 0; i < _names.Length; i++)
        {
            var parameter = space.Parameters[i];
            if (parameter.Cardinality == 1)
            {
                _axisOf[i] = -1;
                _constants[i] = OnlyValue(parameter);
                continue;
            }

            _axisOf[i] = axes.Count;
            axes.Add(CreateAxis(parameter));
        }

        Axes = [.. axes];
    }

    public Axis[] Axes { get; }

    public int Dimensions => Axes.Length;

    public bool HasConstraints => _space.Constraints.Count > 0;

    public ParameterSet Decode(ReadOnlySpan<double> point)
    {
        var values = new ParameterValue[_names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _axisOf[i] < 0 ? _constants[i] : Axes[_axisOf[i]].Decode(point[_axisOf[i]]);
        }

        return new ParameterSet(_names, values);
    }

    public double[] Encode(ParameterSet parameters) => Array.ConvertAll(Axes, axis => axis.Encode(parameters[axis.Name]));

    /// <summary>Turns uniform numbers of [0, 1) into coordinates, in place.</summary>
    public void FromUniform(Span<double> point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = Axes[i].FromUniform(point[i]);
        }
    }

    /// <summary>Moves the coordinates with levels to the nearest one, in place.</summary>
    public void Snap(Span<double> point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            if (Axes[i].LevelCount > 0)
            {
                point[i] = Axes[i].Snap(point[i]);
            }
        }
    }

    public bool IsFeasible(ReadOnlySpan<double> point) => !HasConstraints || Violation(point) <= 0;

    /// <summary>The sum by which the constraints are broken at a point; zero or less when all are fulfilled.</summary>
    public double Violation(ReadOnlySpan<double> point)
    {
        var parameters = Decode(point);
        var violation = 0.0;
        foreach (var constraint in _space.Constraints)
        {
            violation += Math.Max(0, constraint.Violation(parameters));
        }

        return violation;
    }

    private static ParameterValue OnlyValue(Parameter parameter) => parameter switch
    {
        ContinuousParameter continuous => continuous.Low,
        IntegerParameter integer => integer.Low,
        SteppedParameter stepped => stepped.Low,
        ChoiceParameter choice => choice.Choices[0],
        FixedParameter constant => constant.Value,
        _ => throw new SearchSpaceException($"The parameter '{parameter.Name}' is of an unknown kind."),
    };

    private static Axis CreateAxis(Parameter parameter) => parameter switch
    {
        ContinuousParameter continuous => new ContinuousAxis(continuous),
        IntegerParameter integer => new IntegerAxis(integer),
        SteppedParameter stepped => new SteppedAxis(stepped),
        ChoiceParameter choice => new ChoiceAxis(choice),
        _ => throw new SearchSpaceException($"The parameter '{parameter.Name}' is of an unknown kind."),
    };
}
