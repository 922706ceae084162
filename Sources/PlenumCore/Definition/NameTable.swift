/// Numbers by names. A definition has thousands of them, each looked up many times: a table of its own with a hash of
/// few instructions costs a third of a dictionary's.
struct NameTable: Sendable {
    private var names: [Name] = []
    private var numbers: [Int] = []
    /// Positions among `names`, from 1, each at the first free place from that of its hash on; 0 where there is none.
    private var places: [UInt32] = []

    init(capacity: Int) { reserve(capacity) }

    var count: Int { names.count }

    /// The number of a name; nil for one that is not there.
    subscript(name: Name) -> Int? {
        guard !names.isEmpty else { return nil }
        let position = places[place(of: name)]
        return position == 0 ? nil : numbers[Int(position) - 1]
    }

    /// The number that the name has, else `number`, which it has from now on.
    mutating func number(of name: Name, else number: Int) -> Int {
        reserve(1)
        let place = place(of: name)
        if places[place] != 0 { return numbers[Int(places[place]) - 1] }
        names.append(name)
        numbers.append(number)
        places[place] = UInt32(names.count)
        return number
    }

    /// The name at a position in the order in which they came.
    func name(at position: Int) -> Name { names[position] }

    /// Makes room for so many more names.
    mutating func reserve(_ more: Int) {
        guard (names.count + more) * 2 > places.count else { return }
        var size = max(16, places.count)
        while (names.count + more) * 2 > size { size *= 2 }
        places = [UInt32](repeating: 0, count: size)
        for index in names.indices { places[place(of: names[index])] = UInt32(index + 1) }
    }

    /// Where the name stands, or would.
    private func place(of name: Name) -> Int {
        var place = NameTable.hash(name) & (places.count - 1)
        while places[place] != 0, names[Int(places[place]) - 1] != name { place = (place + 1) & (places.count - 1) }
        return place
    }

    /// Eight bytes at a time, by folded multiplication, from a start that is another in each process: so no file can be
    /// made whose names all fall into one place.
    private static func hash(_ name: Name) -> Int {
        name.rawValue.withBytes { bytes in
            var hash = seed
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while rest.count >= 8 {
                mix(UnsafeRawBufferPointer(rebasing: rest).loadUnaligned(as: UInt64.self), into: &hash)
                rest = rest.dropFirst(8)
            }
            var last = UInt64(bytes.count)
            for byte in rest { last = last << 8 | UInt64(byte) }
            mix(last, into: &hash)
            return Int(truncatingIfNeeded: hash ^ hash >> 32)
        }
    }

    private static func mix(_ word: UInt64, into hash: inout UInt64) {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        hash = product.high ^ product.low
    }

    private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
}
