using System.Reflection;
using System.Runtime.CompilerServices;

namespace Trad.LocalRuntime.Tests.Contract;

/// <summary>A declared public type, written the way the dump writes one.</summary>
internal static class DeclaredType
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // The dump leaves out what the compiler writes for records and what every value type restates.
    private static readonly HashSet<string> LeftOut =
        ["Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality", "Deconstruct", "<Clone>$", "Finalize"];

    /// <summary>The declaration, such as <c>sealed class A : B</c>.</summary>
    public static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : type.IsAssignableTo(typeof(Delegate)) ? "delegate"
            : type.IsValueType ? "struct"
            : type.GetMethod("<Clone>$") is not null ? "record"
            : "class";
        var modifier = kind != "class" ? ""
            : type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsAbstract ? "abstract "
            : type.IsSealed ? "sealed "
            : "";
        var shown = kind is "enum" or "struct" || type.BaseType is null || type.BaseType == typeof(object) ? "" : $" : {type.BaseType.Name}";
        return $"{modifier}{kind} {SignatureText.Of(type)}{shown}";
    }

    /// <summary>Every declared public member, one line each.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<Enum>().Select(value => $"{value} = {Convert.ToInt32(value, null)}");
        }

        if (type.IsAssignableTo(typeof(Delegate)))
        {
            return [SignatureText.Of(type.GetMethod("Invoke")!)];
        }

        var constructors = type.GetConstructors(Declared & ~BindingFlags.Static).Select(SignatureText.Of);
        var properties = type.GetProperties(Declared).Select(SignatureText.Of);
        var methods = type.GetMethods(Declared)
            .Where(method => !LeftOut.Contains(method.Name) && !(method.IsSpecialName && method.Name.Contains("et_", StringComparison.Ordinal)))
            .Where(method => !method.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(SignatureText.Of);
        return [.. constructors, .. properties, .. methods];
    }
}
