namespace Trad.Training.Requests;

/// <summary>What a refused argument's exception tells people: what is wrong, without the name of a parameter in the code.</summary>
public static class ArgumentText
{
    /// <summary>The message without <c>(Parameter '…')</c>.</summary>
    public static string FromException(Exception refused) => refused is ArgumentException { ParamName: { } name }
        ? refused.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : refused.Message;
}
