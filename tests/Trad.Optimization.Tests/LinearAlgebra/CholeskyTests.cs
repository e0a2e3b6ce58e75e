using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Trad.Optimization.LinearAlgebra;
using Trad.Optimization.Randomness;

namespace Trad.Optimization.Tests.LinearAlgebra;

public sealed class CholeskyTests
{
    private const int Size = 13;

    [Fact]
    public void Factor_and_inverse_match_math_net()
    {
        var matrix = PositiveDefinite();
        var factor = matrix.ToRowMajorArray();
        var inverseFactor = new double[Size * Size];
        var inverse = new double[Size * Size];

        Assert.True(Cholesky.TryFactor(factor, Size));
        for (var i = 0; i < Size; i++)
        {
            Cholesky.InvertRow(factor, inverseFactor, Size, i);
        }

        Cholesky.InverseFromFactor(inverseFactor, inverse, Size);

        var (expectedFactor, expectedInverse) = (matrix.Cholesky().Factor, matrix.Inverse());
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(expectedFactor[i, j], factor[(i * Size) + j], 1e-10);
                Assert.Equal(expectedInverse[i, j], inverse[(i * Size) + j], 1e-10);
            }
        }
    }

    [Fact]
    public void Factor_made_four_rows_at_a_time_is_to_the_bit_the_one_that_grows_row_by_row()
    {
        var whole = PositiveDefinite().ToRowMajorArray();
        double[] grown = [.. whole];

        Assert.True(Cholesky.TryFactor(whole, Size));
        for (var i = 0; i < Size; i++)
        {
            Assert.True(Cholesky.TryFactorRow(grown, Size, i));
        }

        Assert.Equal(grown, whole);
    }

    [Fact]
    public void Four_products_at_once_are_to_the_bit_what_each_is_alone()
    {
        var random = new RandomStream(3);
        double[] x = [.. Enumerable.Range(0, 4 * Size).Select(_ => random.NextNormal())];
        var matrix = PositiveDefinite().ToRowMajorArray();
        var (together, alone) = (new double[4 * Size], new double[Size]);

        Cholesky.MultiplyFour(matrix, Size, ..5, x, together);
        Cholesky.MultiplyFour(matrix, Size, 5..Size, x, together);

        for (var b = 0; b < 4; b++)
        {
            Cholesky.Multiply(matrix, Size, x.AsSpan(b * Size, Size), alone);
            Assert.Equal(alone, together[(b * Size)..((b + 1) * Size)]);
        }
    }

    [Fact]
    public void Adding_four_rows_is_to_the_bit_adding_one_after_the_other()
    {
        var random = new RandomStream(4);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
        for (var n = 0; n < 20; n++)
        {
            var (factors, rows, sum) = (Draw(4), Draw(4 * (n + 3)), Draw(n));
            double[] expected = [.. sum];
            for (var k = 0; k < 4; k++)
            {
                Spans.AddScaled(factors[k], rows.AsSpan(k * (n + 3), n), expected);
            }

            Spans.AddScaledRows(factors, rows, n + 3, sum);

            Assert.Equal(expected, sum);
        }
    }

    [Fact]
    public void Factor_of_an_indefinite_matrix_says_so() => Assert.False(Cholesky.TryFactor([1, 0, 2, 1], 2));

    private static Matrix<double> PositiveDefinite()
    {
        var random = new RandomStream(2);
        var root = DenseMatrix.Create(Size, Size, (_, _) => random.NextNormal());
        return (root * root.Transpose()) + DenseMatrix.CreateIdentity(Size);
    }
}
