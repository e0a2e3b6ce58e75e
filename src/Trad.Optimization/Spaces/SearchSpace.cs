using System.Text.Json.Serialization;

namespace Trad.Optimization.Spaces;

/// <summary>The parameters that are searched and the constraints between them. Immutable.</summary>
public sealed class SearchSpace
{
    private readonly string[] _names;

    /// <summary>A search space.</summary>
    /// <param name="parameters">At least one parameter; names are unique.</param>
    /// <param name="constraints">Conditions that every proposed set fulfils; they speak of numeric parameters of this space.</param>
    /// <exception cref="SearchSpaceException">
    /// There is no parameter, a name appears twice, a constraint speaks of an unknown or a text parameter, or no point
    /// that fulfils the constraints could be found.
    /// </exception>
    public SearchSpace(IReadOnlyList<Parameter> parameters, IReadOnlyList<ParameterConstraint>? constraints = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        Parameters = [.. parameters];
        Constraints = [.. constraints ?? []];
        _names = [.. parameters.Select(parameter => parameter.Name)];
        if (_names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new SearchSpaceException(
                "parameters", $"a list with '{repeated.Key}' {repeated.Count()} times", "a list with unique names");
        }

        foreach (var constraint in Constraints)
        {
            CheckNames(constraint);
        }

        Cube = new UnitCube(this);
        if (Constraints.Count > 0 && !FeasiblePoints.Exist(Cube))
        {
            throw new SearchSpaceException(
                "constraints", DescribeConstraints(), "fulfilled by some point of the space, and none was found");
        }
    }

    /// <summary>The parameters, in the order in which parameter sets hold them.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The conditions between parameters.</summary>
    public IReadOnlyList<ParameterConstraint> Constraints { get; }

    /// <summary>
    /// The number of different parameter sets before constraints; null when there is no end of them, <see cref="long.MaxValue"/>
    /// when there are more than fit.
    /// </summary>
    [JsonIgnore]
    public long? Cardinality
    {
        get
        {
            Int128 product = 1;
            foreach (var parameter in Parameters)
            {
                if (parameter.Cardinality is not { } count)
                {
                    return null;
                }

                product = Int128.Min(product * count, long.MaxValue);
            }

            return (long)product;
        }
    }

    internal UnitCube Cube { get; }

    /// <summary>Whether the set names exactly the parameters of the space, with allowed values that fulfil the constraints.</summary>
    public bool Contains(ParameterSet parameters) => FindError(parameters) is null;

    /// <summary>The set in the order of this space, after checking it.</summary>
    /// <exception cref="SearchSpaceException">
    /// A parameter is unknown or missing, a value is not allowed, or a constraint is broken. Fixed parameters may be left out.
    /// </exception>
    public ParameterSet Normalize(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var complete = Complete(parameters);
        return FindError(complete) is { } error ? throw error : complete;
    }

    internal string DescribeConstraints() => string.Join(" and ", Constraints.Select(constraint => constraint.Describe()));

    private ParameterSet Complete(ParameterSet parameters)
    {
        foreach (var name in parameters.Keys)
        {
            if (Array.IndexOf(_names, name) < 0)
            {
                throw new SearchSpaceException("parameter name", $"'{name}'", $"one of {string.Join(", ", _names)}");
            }
        }

        var values = new ParameterValue[_names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (parameters.TryGetValue(_names[i], out var value))
            {
                values[i] = value;
            }
            else if (Parameters[i] is FixedParameter constant)
            {
                values[i] = constant.Value;
            }
            else
            {
                throw new SearchSpaceException(_names[i], "missing", Parameters[i].DescribeAllowed());
            }
        }

        return new ParameterSet(_names, values);
    }

    private SearchSpaceException? FindError(ParameterSet parameters)
    {
        if (parameters.Count != _names.Length)
        {
            return new SearchSpaceException(
                "parameters", $"{parameters.Count} values", $"{_names.Length} values: {string.Join(", ", _names)}");
        }

        foreach (var parameter in Parameters)
        {
            if (!parameters.TryGetValue(parameter.Name, out var value))
            {
                return new SearchSpaceException(parameter.Name, "missing", parameter.DescribeAllowed());
            }

            if (!parameter.Allows(value))
            {
                return new SearchSpaceException(parameter.Name, value.ToString(), parameter.DescribeAllowed());
            }
        }

        var broken = Constraints.FirstOrDefault(constraint => !constraint.IsSatisfiedBy(parameters));
        return broken is null ? null : new SearchSpaceException("parameters", parameters.ToString(), $"such that {broken.Describe()}");
    }

    private void CheckNames(ParameterConstraint constraint)
    {
        foreach (var name in constraint.Names)
        {
            var parameter = Parameters.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw new SearchSpaceException(
                    $"constraint {constraint.Describe()}", $"about '{name}'",
                    $"about parameters of the space: {string.Join(", ", _names)}");
            if (parameter is FixedParameter { Value.IsText: true }
                || (parameter is ChoiceParameter choice && choice.Choices.Any(value => value.IsText)))
            {
                throw new SearchSpaceException(
                    $"constraint {constraint.Describe()}", $"about '{name}', which takes texts", "about numbers");
            }
        }
    }
}
