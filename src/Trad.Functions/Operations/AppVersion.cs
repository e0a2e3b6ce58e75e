using System.Reflection;

namespace Trad.Functions.Operations;

/// <summary>The version of the app.</summary>
internal static class AppVersion
{
    /// <summary>The version with the commit that it was built from, as in <c>0.1.0+4f2a…</c>.</summary>
    public static string Current { get; } =
        typeof(AppVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
