/// How a number and symbol are written; the organisation's form of documents says so.
public struct NumberForm: Hashable, Sendable {
    /// With `{number}`, `{type}` and `{organ}` in it.
    let pattern: String
    /// Zeros go before a number until it has so many digits.
    let leastDigits: Int

    /// As party documents bear them: where nobody has said anything else.
    public static let party = NumberForm(pattern: "{number}-{type}/{organ}", leastDigits: 2)

    public func symbol(_ number: Int, type: String, organ: String) -> String {
        symbol(padded(number, leastDigits), type: type, organ: organ)
    }

    /// The same where what stands for the number may be a dotted line.
    public func symbol(_ number: String, type: String, organ: String) -> String {
        PaperForm.filled(pattern, ["number": number, "type": type, "organ": organ])
    }
}
