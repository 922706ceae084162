/// What a row says, in a few letters: where a row with the same mark is found at once, the two are compared.
///
/// FNV-1a with 64 bits (draft-eastlake-fnv): two different rows may share a mark, and nothing follows from it.
struct RowMark: Hashable {
    let text: String

    init(_ values: [Value.Cell], _ document: Document?) {
        let cells = JSON.object(values.map { JSON.Member($0.column.rawValue, $0.value.json) })
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in (cells.text + (document?.hash ?? "")).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        text = String(hash, radix: 36)
    }
}
