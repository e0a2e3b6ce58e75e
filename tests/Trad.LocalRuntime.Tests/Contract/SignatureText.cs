using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Trad.LocalRuntime.Tests.Contract;

/// <summary>Members as text, in the notation of the dump.</summary>
internal static class SignatureText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type) =>
        Keywords.TryGetValue(type, out var keyword) ? keyword
        : Nullable.GetUnderlyingType(type) is { } value ? $"{Of(value)}?"
        : type.IsArray ? $"{Of(type.GetElementType()!)}[]"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : type.Name;

    public static string Of(ConstructorInfo constructor) => $".ctor({Parameters(constructor)})";

    public static string Of(PropertyInfo property)
    {
        var accessors = new List<string>();
        if (property.GetMethod is { IsPublic: true })
        {
            accessors.Add("get;");
        }

        if (property.SetMethod is { IsPublic: true } setter)
        {
            accessors.Add(setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;");
        }

        return $"{WithNullability(property.PropertyType, new NullabilityInfoContext().Create(property))} {property.Name} {{ {string.Join(' ', accessors)} }}";
    }

    public static string Of(MethodInfo method)
    {
        var modifier = method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType!.IsAssignableTo(typeof(Delegate)) ? "virtual "
            : "";
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Of))}>" : "";
        return $"{modifier}{Of(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + $"{WithNullability(parameter.ParameterType, new NullabilityInfoContext().Create(parameter))} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Default(parameter.DefaultValue)}" : "")));

    // The dump marks what may be null at the top level of a parameter or property and not inside generic arguments.
    private static string WithNullability(Type type, NullabilityInfo nullability) =>
        !type.IsValueType && !type.IsGenericParameter && nullability.ReadState == NullabilityState.Nullable ? $"{Of(type)}?" : Of(type);

    private static string Default(object? value) => value switch
    {
        null => "default",
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
