using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Trad.LocalRuntime.Hosting;

/// <summary>Values for a function's parameters, from text.</summary>
internal static class FunctionArguments
{
    /// <summary>Whether a parameter of this type can be given as text.</summary>
    public static bool IsTextual(Type type) =>
        type == typeof(string) || TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).CanConvertFrom(typeof(string));

    /// <summary>Reads a value; no text is null, and the parameter's own default when it has one.</summary>
    public static bool TryRead(ParameterInfo parameter, string? text, out object? value)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        value = text ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null);
        if (text is null || type == typeof(string))
        {
            return true;
        }

        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
