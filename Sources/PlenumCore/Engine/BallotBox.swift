/// What was voted so far in a secret vote that is open: how often each way, neither by whom nor in which order.
///
/// No event says it. It is read once, when the vote closes, and then the log has the totals.
public struct BallotBox: Hashable, Sendable {
    /// The round of the vote in which it stands.
    public let round: Int
    public private(set) var inFavour: Int
    public private(set) var against: Int
    public private(set) var abstained: Int

    /// An empty one.
    init(round: Int) {
        self.round = round
        inFavour = 0
        against = 0
        abstained = 0
    }

    /// One that was kept; nil for numbers that no vote gives.
    public init?(round: Int, inFavour: Int, against: Int, abstained: Int) {
        let most = 1_000_000_000
        guard round > 0, [inFavour, against, abstained].allSatisfy({ 0...most ~= $0 }) else { return nil }
        self.round = round
        self.inFavour = inFavour
        self.against = against
        self.abstained = abstained
    }

    public var count: Int { inFavour + against + abstained }

    mutating func cast(_ vote: Name) {
        switch vote {
        case VoteCount.inFavour: inFavour += 1
        case VoteCount.against: against += 1
        default: abstained += 1
        }
    }

    /// How often each vote was cast, without those that nobody cast.
    public var totals: [Name: Int] {
        [VoteCount.inFavour: inFavour, VoteCount.against: against, VoteCount.abstained: abstained].filter {
            $0.value > 0
        }
    }
}
