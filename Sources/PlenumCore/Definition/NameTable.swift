/// Numbers by names. A definition has thousands of them, each looked up many times: a table of its own with a hash of
/// one multiplication costs a fraction of a dictionary's.
struct NameTable: Sendable {
    private struct Place {
        /// The name's own number; 0 where there is none.
        var name: UInt32 = 0
        var number: Int32 = 0
    }

    /// Each name at the first free place from that of its hash on; at most half of them are taken.
    private var places: [Place] = []
    private(set) var count = 0

    init(capacity: Int) { reserve(capacity) }

    /// The number of a name; nil for one that is not there.
    subscript(name: Name) -> Int? {
        guard !places.isEmpty else { return nil }
        let place = places[place(of: name.number)]
        return place.name == 0 ? nil : Int(place.number)
    }

    /// The number that the name has, else `number`, which it has from now on.
    mutating func number(of name: Name, else number: Int) -> Int {
        reserve(1)
        let place = place(of: name.number)
        if places[place].name != 0 { return Int(places[place].number) }
        places[place] = Place(name: name.number, number: Int32(number))
        count += 1
        return number
    }

    /// Makes room for so many more names.
    mutating func reserve(_ more: Int) {
        guard (count + more) * 2 > places.count else { return }
        var size = max(16, places.count)
        while (count + more) * 2 > size { size *= 2 }
        let old = places
        places = [Place](repeating: Place(), count: size)
        for known in old where known.name != 0 { places[place(of: known.name)] = known }
    }

    /// Where the name stands, or would.
    private func place(of name: UInt32) -> Int {
        let hash = UInt64(name) &* 0x9E37_79B9_7F4A_7C15
        var place = Int(truncatingIfNeeded: hash >> 32) & (places.count - 1)
        while places[place].name != 0, places[place].name != name { place = (place + 1) & (places.count - 1) }
        return place
    }
}
