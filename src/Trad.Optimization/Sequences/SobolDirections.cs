namespace Trad.Optimization.Sequences;

/// <summary>The primitive polynomials and initial direction numbers of Joe and Kuo's table new-joe-kuo-6.</summary>
internal static class SobolDirections
{
    private const int Bits = 32;

    /// <summary>Per dimension: the polynomial's inner coefficients a, and m_1 … m_s. The first dimension is van der Corput's.</summary>
    public static readonly (uint A, uint[] M)[] Polynomials =
    [
        (0, []),
        (0, [1]),
        (1, [1, 3]),
        (1, [1, 3, 1]),
        (2, [1, 1, 1]),
        (1, [1, 1, 3, 3]),
        (4, [1, 3, 5, 13]),
        (2, [1, 1, 5, 5, 17]),
        (4, [1, 1, 5, 5, 5]),
        (7, [1, 1, 7, 11, 19]),
        (11, [1, 1, 5, 1, 1]),
        (13, [1, 1, 1, 3, 11]),
        (14, [1, 3, 5, 5, 31]),
        (1, [1, 3, 3, 9, 7, 49]),
        (13, [1, 1, 1, 15, 21, 21]),
        (16, [1, 3, 1, 13, 27, 49]),
        (19, [1, 1, 1, 15, 7, 5]),
        (22, [1, 3, 1, 15, 13, 25]),
        (25, [1, 1, 5, 5, 19, 61]),
        (1, [1, 3, 7, 11, 23, 15, 103]),
        (4, [1, 3, 7, 13, 13, 15, 69]),
    ];

    /// <summary>The 32 direction numbers of a dimension, by the recurrence of Bratley and Fox (1988).</summary>
    public static uint[] Expand((uint A, uint[] M) polynomial)
    {
        var (a, m) = polynomial;
        var s = m.Length;
        var v = new uint[Bits];
        if (s == 0)
        {
            for (var i = 0; i < Bits; i++)
            {
                v[i] = 1u << (31 - i);
            }

            return v;
        }

        for (var i = 0; i < Bits; i++)
        {
            if (i < s)
            {
                v[i] = m[i] << (31 - i);
                continue;
            }

            v[i] = v[i - s] ^ (v[i - s] >> s);
            for (var k = 1; k < s; k++)
            {
                v[i] ^= ((a >> (s - 1 - k)) & 1) * v[i - k];
            }
        }

        return v;
    }
}
