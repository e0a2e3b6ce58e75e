using System.Collections;
using System.Text.Json.Serialization;

namespace Trad.Optimization.Spaces;

/// <summary>
/// Named parameter values, in a fixed order. Immutable. Two sets are equal when they hold the same names with the same
/// values, in whatever order.
/// </summary>
[JsonConverter(typeof(ParameterSetJsonConverter))]
public sealed class ParameterSet : IEnumerable<KeyValuePair<string, ParameterValue>>, IEquatable<ParameterSet>
{
    private readonly string[] _names;
    private readonly ParameterValue[] _values;

    /// <summary>A set of the given values.</summary>
    /// <exception cref="ArgumentException">A name is empty or appears twice.</exception>
    public ParameterSet(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        var pairs = values.ToArray();
        _names = Array.ConvertAll(pairs, pair => pair.Key);
        _values = Array.ConvertAll(pairs, pair => pair.Value);
        if (Array.Find(_names, string.IsNullOrWhiteSpace) is not null)
        {
            throw new ArgumentException("A parameter name is empty.", nameof(values));
        }

        if (_names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new ArgumentException(
                $"The parameter '{repeated.Key}' appears {repeated.Count()} times; each name may appear once.", nameof(values));
        }
    }

    /// <summary>A set over names that the caller has checked; shares both arrays.</summary>
    internal ParameterSet(string[] names, ParameterValue[] values)
    {
        _names = names;
        _values = values;
    }

    /// <summary>A set without values.</summary>
    public static ParameterSet Empty { get; } = new([], []);

    /// <summary>The number of values.</summary>
    public int Count => _names.Length;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Keys => _names;

    /// <summary>The values, in the order of the names.</summary>
    public IEnumerable<ParameterValue> Values => _values;

    /// <summary>The value of a name.</summary>
    /// <exception cref="KeyNotFoundException">The set holds no such name.</exception>
    public ParameterValue this[string key] => TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no parameter '{key}'; there are: {string.Join(", ", _names)}.");

    /// <summary>Whether the set holds a value of that name.</summary>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <summary>The value of a name, when the set holds it.</summary>
    public bool TryGetValue(string key, out ParameterValue value)
    {
        var index = IndexOf(key);
        value = index >= 0 ? _values[index] : default;
        return index >= 0;
    }

    /// <summary>The same set with one value replaced, or added at the end.</summary>
    public ParameterSet With(string name, ParameterValue value)
    {
        var index = IndexOf(name);
        if (index < 0)
        {
            return new ParameterSet([.. _names, name], [.. _values, value]);
        }

        ParameterValue[] values = [.. _values];
        values[index] = value;
        return new ParameterSet(_names, values);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ParameterValue>> GetEnumerator()
    {
        for (var i = 0; i < _names.Length; i++)
        {
            yield return KeyValuePair.Create(_names[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ParameterSet? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (!other.TryGetValue(_names[i], out var value) || value != _values[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // The order of the names does not count, so the hashes of the pairs are added.
        var hash = 0;
        for (var i = 0; i < _names.Length; i++)
        {
            hash += HashCode.Combine(_names[i], _values[i]);
        }

        return hash;
    }

    /// <summary>The pairs as <c>{fast = 10, slow = 40}</c>.</summary>
    public override string ToString() => "{" + string.Join(", ", this.Select(pair => $"{pair.Key} = {pair.Value}")) + "}";

    // A linear scan: sets are small, and most look-ups are for a name at its usual place.
    private int IndexOf(string name) => Array.FindIndex(_names, candidate => string.Equals(candidate, name, StringComparison.Ordinal));
}
