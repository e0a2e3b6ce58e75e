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
    public void Factor_of_an_indefinite_matrix_says_so() => Assert.False(Cholesky.TryFactor([1, 0, 2, 1], 2));

    private static Matrix<double> PositiveDefinite()
    {
        var random = new RandomStream(2);
        var root = DenseMatrix.Create(Size, Size, (_, _) => random.NextNormal());
        return (root * root.Transpose()) + DenseMatrix.CreateIdentity(Size);
    }
}
