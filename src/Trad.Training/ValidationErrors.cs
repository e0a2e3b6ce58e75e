namespace Trad.Training;

/// <summary>What is wrong with a request, field by field; every message says what was found and what is allowed.</summary>
public sealed class ValidationErrors
{
    private readonly SortedDictionary<string, List<string>> _byField = new(StringComparer.Ordinal);

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => _byField.Count == 0;

    /// <summary>The messages by field, in the order of the fields' names.</summary>
    public IReadOnlyDictionary<string, string[]> ByField =>
        _byField.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>Records that a field is wrong.</summary>
    public void Add(string field, string message)
    {
        if (!_byField.TryGetValue(field, out var messages))
        {
            _byField[field] = messages = [];
        }

        messages.Add(message);
    }

    /// <summary>Records what others found.</summary>
    public void AddAll(ValidationErrors others)
    {
        foreach (var (field, messages) in others._byField)
        {
            foreach (var message in messages)
            {
                Add(field, message);
            }
        }
    }

    /// <summary>All messages in one line.</summary>
    public override string ToString() =>
        string.Join("; ", _byField.SelectMany(entry => entry.Value.Select(message => $"{entry.Key}: {message}")));
}
