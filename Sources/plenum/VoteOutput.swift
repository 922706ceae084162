import PlenumApp
import PlenumCore

/// `25 in favour, 1 against, 2 abstained`, in the order in which votes are offered.
func voteTotals(_ totals: [Name: Int]) -> String {
    let offered = [
        (VoteCount.inFavour, words("tán thành", "in favour")), (VoteCount.against, words("không tán thành", "against")),
        (VoteCount.abstained, words("không có ý kiến", "abstained")),
    ]
    return offered.map { vote, word in "\(totals[vote] ?? 0) \(word)" }.joined(separator: ", ")
}

extension VoteView {
    /// How it stands, then the opinions that were reserved.
    var lines: [String] {
        let secret = ballot == .secret ? words(" (bỏ phiếu kín)", " (secret)") : ""
        let cast = words("\(voted)/\(asked) đã biểu quyết", "\(voted)/\(asked) have voted")
        let counts =
            totals.map { ": " + voteTotals($0) } ?? words("; kiểm phiếu khi kết thúc", "; counted when it closes")
        let end = result.map { " → " + $0.title[Terminal.language] } ?? ""
        return ["  " + title[Terminal.language] + secret + " – " + cast + counts + end]
            + reserved.map {
                words("    \($0.person) bảo lưu: “\($0.text)”", "    \($0.person) reserves: “\($0.text)”")
            }
    }

    var json: JSON {
        .object([
            "step": .string(path.text), "title": .string(title[Terminal.language]),
            "ballot": .string(ballot.rawValue), "asked": .int(asked), "voted": .int(voted),
            "totals": totals.map { totals in
                .object(
                    [VoteCount.inFavour, VoteCount.against, VoteCount.abstained].map {
                        JSON.Member($0.rawValue, .int(totals[$0] ?? 0))
                    })
            } ?? .null,
            "result": result.map { .string($0.name.rawValue) } ?? .null,
            "reserved": .array(
                reserved.map { .object(["person": .string($0.person.rawValue), "text": .string($0.text)]) }),
        ])
    }
}
