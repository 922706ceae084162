/// The months of every lunar year from 1898 to 2101, reckoned for the meridian of UTC+7.
///
/// Sources: new moons after J. Meeus, *Astronomical Algorithms*, 2nd edition, chapter 49; longitudes of the sun after
/// chapter 25 with the series of VSOP87 in its appendix III; the difference between dynamical and universal time after
/// F. Espenak and J. Meeus, *Five Millennium Canon of Solar Eclipses* (NASA/TP-2006-214141), section 2.7. The rule of
/// the months is the one that N. Dershowitz and E. M. Reingold give in *Calendrical Calculations* for calendars of this
/// family: a month begins on the local day of a new moon; the one that holds the winter solstice is the eleventh; where
/// thirteen months lie between two solstices, the first of them in which the sun passes no multiple of 30 degrees is
/// the leap month and repeats the number before it.
///
/// A test recomputes every row. Three events lie so near local midnight that the theories above cannot settle the day
/// (the new moons of 1944-06-20 and 1967-07-07, the equinox of 1938-09-23), and three more depend on how the rotation
/// of the earth will slow down (the new moons of 2054-05-08, 2077-11-15 and 2085-10-18). None touches a New Year. Before
/// 1968 official almanacs used other meridians, so historical dates may differ from this table by a day or a month.
enum LunarTable {
    static let firstYear = 1898
    static let lastYear = firstYear + rows.count - 1

    /// One lunar year, as its row says it.
    struct Year {
        /// The civil day on which the first month begins.
        let start: CivilDate
        /// The number that the leap month repeats; nil in a year of twelve months.
        let leapMonth: Int?
        private let longMonths: UInt32

        init?(_ year: Int) {
            guard (firstYear...lastYear).contains(year) else { return nil }
            let row = rows[year - firstYear]
            start = CivilDate(year: year, month: 1, day: 1)!.adding(days: Int(row >> 17))
            let leap = Int(row >> 13 & 0xf)
            leapMonth = leap == 0 ? nil : leap
            longMonths = row & 0x1fff
        }

        var monthCount: Int { leapMonth == nil ? 12 : 13 }

        /// 29 or 30; `position` counts the months of the year from 0, the leap month among them.
        func length(at position: Int) -> Int { longMonths >> UInt32(position) & 1 == 1 ? 30 : 29 }

        /// The number and kind of the month at a position.
        func month(at position: Int) -> (number: Int, isLeap: Bool) {
            guard let leapMonth, position >= leapMonth else { return (position + 1, false) }
            return (position, position == leapMonth)
        }

        /// Nil for a leap month that the year does not have.
        func position(of number: Int, isLeap: Bool) -> Int? {
            guard (1...12).contains(number), !isLeap || number == leapMonth else { return nil }
            guard let leapMonth else { return number - 1 }
            return number - 1 + (isLeap || number > leapMonth ? 1 : 0)
        }
    }

    /// One row a year, ten years a line. From the highest bit: the days from 1 January to the New Year, then four bits
    /// for the number that the leap month repeats (0 for none), then thirteen bits, the lowest for the first month, set
    /// where a month has 30 days.
    private static let rows: [UInt32] = [
        0x2a6ab5, 0x500ad5, 0x3d16d2, 0x620752, 0x4c06a5, 0x36b64b, 0x5c064b, 0x440c9b, 0x30955a, 0x56056a,
        0x400b69, 0x2a5752, 0x500b52, 0x3adb25, 0x600b25, 0x480a4b, 0x32b4ab, 0x5802ad, 0x42056d, 0x2c6b69,
        0x520da9, 0x3efd92, 0x640e92, 0x4c0d25, 0x36da4d, 0x5c0a56, 0x4602b6, 0x2e95b5, 0x5606d4, 0x400ea9,
        0x2c5e92, 0x500e92, 0x3acd26, 0x5e052b, 0x480a57, 0x32b4d6, 0x58035a, 0x4206d5, 0x2e76c9, 0x520749,
        0x3d1693, 0x620a95, 0x4c052b, 0x34ca5b, 0x5a0aad, 0x46056a, 0x309b65, 0x560ba4, 0x400b49, 0x2a5a95,
        0x500a95, 0x38f52d, 0x5e0556, 0x480ab5, 0x34b5aa, 0x5805d2, 0x420da5, 0x2e7d4a, 0x540e4a, 0x3d0c96,
        0x600a97, 0x4c0556, 0x36cab5, 0x5a0ad9, 0x4606d2, 0x308ea5, 0x560725, 0x3e064b, 0x286c97, 0x4e04ab,
        0x38e55b, 0x5c056b, 0x480b69, 0x34b752, 0x5a0b52, 0x420b25, 0x2c9a4b, 0x520a4d, 0x3d14ab, 0x6002ad,
        0x4a05ad, 0x36cb6a, 0x5c0da9, 0x460d92, 0x309d25, 0x560d25, 0x400a55, 0x2854ad, 0x4e04b6, 0x38e5b5,
        0x5e06d5, 0x480ec9, 0x34be92, 0x5a0e92, 0x440d26, 0x2c6a56, 0x500a57, 0x3d1556, 0x62056a, 0x4a0b55,
        0x36b6c9, 0x5c0749, 0x460693, 0x2e952b, 0x54052b, 0x3e0a5b, 0x2a555a, 0x4e056a, 0x38eb65, 0x5e0ba5,
        0x4a0d49, 0x32ba95, 0x580a95, 0x42052d, 0x2c8aad, 0x500ab5, 0x3d35aa, 0x6205d2, 0x4c0da5, 0x36dd4a,
        0x5c0e4a, 0x460c96, 0x30992e, 0x540556, 0x3e0ab5, 0x2a55b2, 0x5006d2, 0x38cea5, 0x5e0725, 0x48064b,
        0x32ac97, 0x5604ab, 0x40055b, 0x2c6ada, 0x520b6a, 0x3d7752, 0x620b92, 0x4c0b25, 0x36da4b, 0x5a0a4d,
        0x4404ad, 0x2ea95b, 0x5405ad, 0x3e0baa, 0x2a5b52, 0x500d92, 0x3afd25, 0x5e0d25, 0x480a55, 0x32b4ad,
        0x5804b6, 0x4006b5, 0x2c6daa, 0x520eca, 0x3f0e92, 0x600e93, 0x4c0d26, 0x36ca56, 0x5a0a5b, 0x44055a,
        0x2e8ad5, 0x540b55, 0x40074a, 0x286e93, 0x4e0a93, 0x38f52b, 0x5e052b, 0x460a9b, 0x32b55a, 0x58056a,
        0x420b65, 0x2c974a, 0x520d4a, 0x3d1a95, 0x620c95, 0x4a092d, 0x34caad, 0x5a0ab5, 0x4605aa, 0x2e8da5,
        0x540ea5, 0x400d4a, 0x2a7d15, 0x4e0c96, 0x38f956, 0x5e0556, 0x480ab5, 0x32b6b4, 0x5806d4, 0x420ea5,
        0x2e8e8a, 0x50068b, 0x3b1497, 0x6004ab, 0x4a095b, 0x34cada, 0x5a0b6a, 0x460754, 0x309725, 0x540b45,
        0x3e0a8b, 0x28552b, 0x4e04ad, 0x38e96b,
    ]
}
