using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>In which order a payment pays the parts of what is overdue: data, by product and days past due, in <c>data/application-orders.json</c>. (R4.4)</summary>
public sealed class ApplicationOrders
{
    private readonly IReadOnlyList<ApplicationOrder> orders;

    /// <param name="orders">The first that fits counts. Each names every part once.</param>
    public ApplicationOrders(IReadOnlyList<ApplicationOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        if (orders.Any(order => !order.Order.Order().SequenceEqual(Enum.GetValues<DebtPart>())))
            throw new ArgumentException("An order of application names every part once.", nameof(orders));
        this.orders = orders;
    }

    public static ApplicationOrders Shipped { get; } = new(EmbeddedData.Read<List<ApplicationOrder>>("application-orders.json"));

    /// <summary>Of payments that were recorded before orders were.</summary>
    public static IReadOnlyList<DebtPart> Default { get; } = [DebtPart.Fees, DebtPart.Interest, DebtPart.PenaltyInterest, DebtPart.Principal];

    public IReadOnlyList<DebtPart> For(Product product, int daysPastDue) =>
        orders.FirstOrDefault(order => order.Products.Contains(product) && daysPastDue <= (order.ThroughDaysPastDue ?? int.MaxValue))?.Order ?? Default;
}

/// <param name="ThroughDaysPastDue">The last day on which it holds; null for ever.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ApplicationOrder(IReadOnlyList<Product> Products, int? ThroughDaysPastDue, IReadOnlyList<DebtPart> Order, string Source);
