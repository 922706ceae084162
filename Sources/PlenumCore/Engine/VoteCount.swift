/// What decides a vote, and who has voted how: everything that its result follows from.
///
/// The base is everybody who was asked (all official members convened, the exempt taken out; or those present), or the
/// votes cast. Source for the first: Điều lệ Đảng and HD 12-HD/BTCTW, more than half of all official members convened.
public struct VoteCount: Hashable, Sendable {
    public enum Rule: Hashable, Sendable {
        /// More than half of the base, at least so many of so many, or a number.
        case share(Quorum.Share)
        case all
    }

    public enum Base: String, WordValue {
        /// Everybody who was asked and not excused.
        case convened
        /// Those who voted, abstentions included.
        case cast
    }

    public enum Tie: String, WordValue {
        case adopted, rejected
    }

    public let rule: Rule
    public let base: Base
    /// The share of those asked who must have voted; nil for none.
    public let quorum: Quorum.Share?
    /// One vote against is enough to reject.
    public let veto: Bool
    /// What exactly half of the base in favour means under *more than half*.
    public let tie: Tie

    public init(
        rule: Rule = .share(.moreThanHalf), base: Base = .convened, quorum: Quorum.Share? = nil, veto: Bool = false,
        tie: Tie = .rejected
    ) {
        self.rule = rule
        self.base = base
        self.quorum = quorum
        self.veto = veto
        self.tie = tie
    }

    public static let inFavour: Name = "in-favour"
    public static let against: Name = "against"
    public static let abstained: Name = "abstain"

    public enum Result: Hashable, Sendable {
        case adopted, rejected, withoutQuorum
    }

    /// The result if nobody votes any more.
    public func result(inFavour: Int, against: Int, abstained: Int, asked: Int) -> Result {
        let cast = inFavour + against + abstained
        if let quorum, cast < quorum.needed(of: asked) { return .withoutQuorum }
        if veto, against > 0 { return .rejected }
        let whole = base == .convened ? asked : cast
        let isAdopted: Bool =
            switch rule {
            case .share(.moreThanHalf): 2 * inFavour > whole || tie == .adopted && inFavour > 0 && 2 * inFavour == whole
            case .share(.fraction(let part, let total)): inFavour > 0 && inFavour * total >= whole * part
            case .share(.number(let number)): inFavour >= max(number, 1)
            case .all: inFavour > 0 && inFavour == whole
            }
        return isAdopted ? .adopted : .rejected
    }

    /// Whether the result is the same whatever those who have not voted yet do, so that the vote can close.
    ///
    /// Each of them votes in one of three ways or not at all. More votes in favour and fewer against never make an
    /// adoption less likely, so that only the ends have to be looked at: everybody in favour, everybody against, nobody.
    public func isDecided(inFavour: Int, against: Int, abstained: Int, waiting: Int, asked: Int) -> Bool {
        func result(_ favour: Int, _ opposed: Int) -> Result {
            self.result(
                inFavour: inFavour + favour, against: against + opposed, abstained: abstained, asked: asked)
        }
        let now = result(0, 0)
        return result(waiting, 0) == now && result(0, waiting) == now
    }
}
