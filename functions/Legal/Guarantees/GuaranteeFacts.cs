using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Guarantees;

/// <summary>A joint and several guarantor may be asked like the debtor; a general one only after a suit against the debtor. (Civil Code art. 686–688)</summary>
public enum GuaranteeKind { JointAndSeveral, General }

/// <summary>How a claim under a guarantee was asserted. (Civil Code art. 693)</summary>
public enum GuaranteeClaim { Demand, SuitAgainstDebtor, SuitAgainstGuarantor }

/// <summary>Somebody answers for the debt, for a time of its own. (R3.7)</summary>
/// <param name="Person">Id of the guarantor within the debtor's partition.</param>
/// <param name="Due">When the principal debt fell due.</param>
/// <param name="Ends">Last day of the guarantee period.</param>
/// <param name="Note">Id of the words on the evidence, in the debtor's partition.</param>
public sealed record GuaranteeStated(string Person, GuaranteeKind Guarantee, DateOnly Due, DateOnly Ends, string Note) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>The claim under a guarantee was asserted in time: from then on it has a limitation period as the debt has. (Civil Code art. 694; R3.7)</summary>
/// <param name="Note">Id of the words on the evidence, in the debtor's partition.</param>
public sealed record GuaranteeClaimed(string Person, GuaranteeClaim By, DateOnly On, string Note) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>The bank lets a guarantor go.</summary>
/// <param name="Note">Id of the reason in the debtor's partition.</param>
public sealed record GuaranteeReleased(string Person, string Note) : Fact
{
    internal override bool IsPublished => true;
}
