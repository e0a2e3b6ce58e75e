namespace Trad.Functions.Api.Access;

/// <summary>How callers show that they may.</summary>
public enum AccessMode
{
    /// <summary>By a key, or by the session that was opened with one.</summary>
    Key,

    /// <summary>By signing in with Microsoft Entra ID, which App Service does before the request reaches the app.</summary>
    Entra,

    /// <summary>Not at all: who reaches the app may do everything.</summary>
    None,
}
