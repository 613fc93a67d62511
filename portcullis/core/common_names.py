"""Names that many people share, and ordinary words that are names too: alone in a text they do not point to one Member.

Drawn up by hand from the names most often met in the United Kingdom. Parts of names only: no person is named here.
"""


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


GIVEN = _each("""
    aaron abdul adam adrian ahmed aisha alan alastair albert alex alexander alexandra alfie ali alice alison amanda
    amelia amy andrea andrew andy angela ann anna anne anthony april arthur austin barbara barry ben benjamin
    bernard beth bill billy bob brian bruce callum carl carol caroline catherine charles charlie charlotte cheryl
    chloe chris christian christine christopher claire clare clive colin connor craig daisy dan daniel darren dave
    david dawn dean debbie deborah denise dennis derek diana diane donald donna dorothy douglas duncan dylan edward
    eileen elaine eleanor elizabeth ella ellie emily emma eric ethan eva evan eve evelyn faith fatima fiona florence
    frances francis frank fred frederick freya gareth gary gavin gemma geoffrey george georgia georgina gerald
    gillian glen glenn gordon grace graham grant greg gwen hannah harold harriet harry hassan hayley hazel heather
    helen henry holly hope howard hugh ian imran iris isaac isabella isla ivy jack jackie jacob jacqueline jade jake
    james jamie jan jane janet janice jason jay jean jennifer jenny jeremy jessica jill jim jo joan joanna joanne
    joe john johnny jonathan jordan joseph josh joshua joy joyce judith judy julia julian julie june karen karl kate
    katherine kathleen katie keith kelly ken kenneth kerry kevin kim kirsty kyle laura lauren lawrence leah lee leo
    leon leonard leslie lewis liam lily linda lisa liz logan louis louise lucas lucy luke lynn lynne malcolm marc
    margaret maria marie marilyn marion mark martin mary mason matt matthew maureen max may megan melanie melissa
    mia michael michelle miguel mike mo mohamed mohammad mohammed molly muhammad muriel nadia naomi natalie natasha
    nathan neil nicholas nick nicola nicole nigel noah nora norman oliver olivia omar oscar owen pamela pat patricia
    patrick paul paula pauline penny peter phil philip phillip phoebe poppy rachel ralph ray raymond rebecca reece
    rhys richard rob robert robin roger ronald rory rosa rose rosemary ross roy ruby russell ruth ryan sally sam
    samantha samuel sandra sara sarah scott sean shane sharon shaun sheila shirley simon sophia sophie stacey
    stanley stella stephanie stephen steve steven stewart stuart sue susan suzanne sylvia tara terence teresa terry
    thomas tim timothy tina toby tom tony tracey tracy trevor umar valerie vera veronica victor victoria vincent
    violet vivienne walter wayne wendy will william yasmin yusuf yvonne zara zoe
""")
FAMILY = _each("""
    adams ahmed akhtar ali allen anderson andrews armstrong arnold atkinson austin bailey baker ball banks barker
    barnes barrett bates begum bell bennett berry bibi bird black booth bradley brooks brown bryant burns burton
    bush butler butt campbell carpenter carr carroll carter chambers chan chandler chapman chowdhury church clark
    clarke cole coleman collins cook cooper cox craig crawford cross cunningham curtis daniels davidson davies davis
    dawson day dean dixon douglas doyle drake duncan dunn edwards elliott ellis evans farmer ferguson field fisher
    fletcher ford foster fox francis fraser freeman fuller gardner george gibson gill gordon graham grant gray green
    greenwood gregory grey griffin griffiths hale hall hamilton hampton hardy harper harris harrison hart harvey
    hawkins hayes henderson henry hicks hill hodgson holland holmes hopkins howard hudson hughes hunt hunter hussain
    hussein hutchinson iqbal jackson james jenkins johnson johnston jones jordan joseph kaur kelly kennedy khan king
    knight lane law lawrence lawson lee lewis little lloyd long love lowe lynch macdonald marsh marshall martin
    mason matthews may mccarthy mcdonald miah mills mistry mitchell mohamed mohammed moore moran morgan morris
    morrison moss murphy murray newman newton nguyen nicholls nicholson norman obrien oconnor oliver oneill osborne
    owen page palmer park parker parry parsons patel paterson payne pearce pearson perkins perry peters phillips
    pike poole porter potter powell power price rahman read reed rees reid reynolds rice richards richardson riley
    roberts robertson robinson rogers rose ross rowe russell ryan saunders scott shah sharma sharp shaw short
    simmons simpson sims singh smith spencer stephens stephenson stevens stevenson stewart stone sullivan sutton
    swift taylor thomas thompson thomson tucker turner wade walker wallace walsh walters ward warner warren
    washington waters watkins watson watts webb wells west wheeler white whitehead wilkins wilkinson williams
    williamson willis wilson winter wood woods woodward wright yates young
""")
