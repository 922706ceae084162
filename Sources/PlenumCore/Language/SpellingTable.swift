/// Words of the language by their places in a list: each is found with one multiplication and, as a rule, one
/// comparison.
struct SpellingTable: Sendable {
    private let spellings: [Spelling]
    /// Places in the list, from 1, each at the first free slot from that of its hash on; 0 where there is none.
    private let slots: [UInt8]

    /// Of fewer than 256 words that differ.
    init(_ spellings: [Spelling]) {
        var slots = [UInt8](repeating: 0, count: 8)
        while slots.count < spellings.count * 4 { slots += slots }
        for (place, spelling) in spellings.enumerated() {
            var slot = SpellingTable.slot(of: spelling.head, among: slots.count)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt8(place + 1)
        }
        self.spellings = spellings
        self.slots = slots
    }

    /// The place of the word with these bytes.
    func place(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        place(of: bytes, from: 0, count: bytes.count)
    }

    /// The same of so many bytes of a text.
    func place(of text: UnsafeBufferPointer<UInt8>, from start: Int, count: Int) -> Int? {
        place(head: Spelling.head(of: text, from: start, count: count), count: count) {
            $0.hasRest(UnsafeBufferPointer(rebasing: text[start..<start + count]))
        }
    }

    /// The same of as many bytes of which the first are known; `isSame` compares the others, where there are any.
    func place(head: UInt64, count: Int, _ isSame: (Spelling) -> Bool) -> Int? {
        var slot = SpellingTable.slot(of: head, among: slots.count)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if spellings[place].head == head, spellings[place].count == count, isSame(spellings[place]) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private static func slot(of head: UInt64, among count: Int) -> Int {
        Int((head &* 0x9E37_79B9_7F4A_7C15) >> 40) & (count - 1)
    }
}
