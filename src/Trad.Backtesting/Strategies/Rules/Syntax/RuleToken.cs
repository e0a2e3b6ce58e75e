using Superpower.Display;

namespace Trad.Backtesting.Strategies.Rules.Syntax;

/// <summary>The words of the rule language.</summary>
internal enum RuleToken
{
    [Token(Category = "number")]
    Number,

    [Token(Category = "name")]
    Name,

    [Token(Description = "interval, for example @1h")]
    Interval,

    [Token(Example = "(")]
    LeftParenthesis,

    [Token(Example = ")")]
    RightParenthesis,

    [Token(Example = "[")]
    LeftBracket,

    [Token(Example = "]")]
    RightBracket,

    [Token(Example = ",")]
    Comma,

    [Token(Example = "+")]
    Plus,

    [Token(Example = "-")]
    Minus,

    [Token(Example = "*")]
    Times,

    [Token(Example = "/")]
    Divide,

    [Token(Example = "%")]
    Modulo,

    [Token(Example = "<")]
    Less,

    [Token(Example = "<=")]
    LessOrEqual,

    [Token(Example = ">")]
    Greater,

    [Token(Example = ">=")]
    GreaterOrEqual,

    [Token(Example = "==")]
    Equal,

    [Token(Example = "!=")]
    NotEqual,

    [Token(Example = "and")]
    And,

    [Token(Example = "or")]
    Or,

    [Token(Example = "not")]
    Not,

    [Token(Example = "true")]
    True,

    [Token(Example = "false")]
    False,
}
