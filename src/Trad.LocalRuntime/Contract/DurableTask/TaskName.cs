namespace Microsoft.DurableTask;

/// <summary>The name of an orchestrator or activity.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    private readonly string? _name;

    /// <summary>Makes a name.</summary>
    public TaskName(string name) => _name = name;

    /// <summary>The name.</summary>
    public string Name => _name ?? "";

    /// <summary>A text as a name.</summary>
    public static implicit operator TaskName(string value) => new(value);

    /// <summary>A name as text.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>Equal names.</summary>
    public static bool operator ==(TaskName left, TaskName right) => left.Equals(right);

    /// <summary>Different names.</summary>
    public static bool operator !=(TaskName left, TaskName right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
