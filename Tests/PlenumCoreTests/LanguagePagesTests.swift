import PlenumCore
import Testing

@Suite("The page of a problem")
struct LanguagePagesTests {
    @Test("is there for every code, once, in both languages")
    func complete() {
        let codes = ProblemPage.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        for page in ProblemPage.all {
            for language in Language.allCases {
                #expect(!page.text[language].isEmpty, "\(page.code)")
                #expect(page.rendered(in: language).hasPrefix(page.code))
            }
            #expect(page.code.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(page.code)")
        }
    }

    @Test("is found by its code, and by one that is nearly right")
    func found() {
        #expect(ProblemPage.find("unknown-key")?.code == "unknown-key")
        #expect(ProblemPage.find("unknown-kee") == nil)
        #expect(ProblemPage.suggestion(for: "unknown-kee") == "unknown-key")
    }
}
