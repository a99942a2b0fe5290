/** What buyers of a category like and dislike, as clauses that fit into a sentence. */
export interface ReviewPoints {
  readonly praise: readonly string[];
  readonly gripes: readonly string[];
}

const points = (praise: string, gripes: string): ReviewPoints => ({
  praise: praise.split(' | '),
  gripes: gripes.split(' | '),
});

/** By the leaf's slug; every leaf has an entry. */
const POINTS: Readonly<Record<string, ReviewPoints>> = {
  'over-ear-headphones': points(
    'the sound is balanced and never harsh | voices come through clearly on calls | they are comfortable for hours at a time | the battery outlasts my working week | they fold flat into a bag',
    'the companion app asks for too many permissions | the ear pads get warm in summer | treble gets sharp at high volume | the charging cable is far too short',
  ),
  'wireless-earbuds': points(
    'pairing took seconds and has held ever since | they stay in while running | bass is present without drowning everything else | calls are clear even on a windy street | the case fits any pocket',
    'touch controls react when I do not want them to | the case picks up scratches quickly | the largest tips are still small for me | one bud connects a second later than the other',
  ),
  'bluetooth-speakers': points(
    'it fills the whole garden without distortion | the battery lasts a full weekend | it survived a fall into the pool | two of them pair into proper stereo | the buttons work with wet hands',
    'the power-on sound cannot be switched off | it needs its own charging cable | bass is thin at low volume | it is heavier than it looks',
  ),
  televisions: points(
    'the picture is stunning straight out of the box | setup took less than fifteen minutes | motion stays smooth during sport | the remote is simple enough for my parents | black is really black',
    'the menu is slow for the first minute after switching on | reflections are visible in a bright room | the feet are wider than my furniture | the built-in speakers are thin',
  ),
  soundbars: points(
    'dialogue is easy to follow at low volume | one cable and it was running | films finally have some depth | it switches on with the television | night mode keeps the neighbours happy',
    'the remote has no display | the subwoofer lost its connection once | the power cable is short | there is no room calibration',
  ),
  projectors: points(
    'the picture is sharp right into the corners | focus is automatic and quick | it is quiet enough for dialogue | a film night in the garden worked at once | it packs into a rucksack',
    'it needs a dark room by day | the built-in speaker is only for emergencies | the fan gets louder after an hour | the remote needs a clear line of sight',
  ),
  'mirrorless-cameras': points(
    'autofocus locks on and stays on | it feels solid without being heavy | colours look right without editing | the grip suits small and large hands alike | stabilisation makes handheld video usable',
    'the battery needs a spare for a full day | the menus take an evening to learn | the lens cap is easy to lose | it gets warm when recording for long',
  ),
  'action-cameras': points(
    'footage is steady even on a mountain bike | it starts with one press and never missed a moment | it came up from five metres dry inside | clips land on my phone by themselves | colours under water are natural',
    'the battery is gone after an hour | the touch screen is small for gloves | the mount in the box is basic | it freezes with slow cards',
  ),
  laptops: points(
    'it boots in seconds and stays quick | the screen is bright enough for a sunny desk | the battery gets me through a day of meetings | it is almost silent in everyday use | the keyboard is a pleasure to type on',
    'the fan is audible under load | there was more preinstalled software than I wanted | the power brick is bulky | I would have liked one more USB-C port',
  ),
  tablets: points(
    'reading on it is easy on the eyes | it lasts a long flight with films to spare | drawing feels natural | the speakers are better than my laptop’s | it is light enough for one hand',
    'there is no headphone socket | charging takes its time | the camera is an afterthought | fingerprints show at once',
  ),
  monitors: points(
    'text is crisp edge to edge | colours matched my prints without calibration | one cable charges the laptop as well | there was not a single dead pixel | the menu is easy to use',
    'the stand wobbles a little | the built-in speakers are useless | blacks glow in a dark room | the buttons are hidden behind the edge',
  ),
  keyboards: points(
    'the keys feel solid and even | it was recognised at once on every machine I tried | switching between two computers is one press | the sound is pleasantly low | my wrists have stopped aching',
    'the cable is stiff | the software is only needed once, but it is clumsy | the printed legends are hard to read in the dark | it slides a little on glass',
  ),
  'computer-mice': points(
    'it fits my hand as if made for it | the clicks are almost silent | it works on my glass desk | I charge it four times a year | the side buttons are where the thumb is',
    'the scroll wheel is a bit loose | it is too big for my daughter | the receiver is easy to lose | the surface shows finger marks',
  ),
  'external-ssds': points(
    'transfer speeds are as advertised | it is small enough to live in my bag | it was recognised at once on every machine I tried | it survived a drop down the stairs | both cables are in the box',
    'it gets warm during long transfers | speed drops after the first hundred gigabytes | the cable is very short | there is no activity light',
  ),
  notebooks: points(
    'the paper takes fountain pen ink without bleeding | it lies flat from the first page | numbered pages and an index, at last | the cover has survived months in my bag | the dots are faint enough to disappear',
    'it arrived with a bent corner | the colour is a little darker than in the picture | the ribbon frayed after a week | I wish it had more pages',
  ),
  printers: points(
    'setup from the phone took five minutes | it wakes up and prints within seconds | it accepted third-party supplies without complaint | text is razor sharp | it has not jammed once in a year',
    'the paper tray feels flimsy | it is loud when it starts | scanning to the computer took some patience | the display is tiny',
  ),
  smartphones: points(
    'the camera handles evening light surprisingly well | it still has half its charge at bedtime | everything opens without a pause | it is a sensible size for one hand | reception is better than on my old phone',
    'there is no charger in the box | the back is slippery without a case | the ultra-wide camera is only average | some preinstalled apps cannot be removed',
  ),
  'phone-cases': points(
    'it has already saved my phone twice | the buttons stay crisp | it is slim enough for tight pockets | it has not yellowed at all | the edge protects the camera',
    'it attracts lint | the cut-out for the cable is narrow | it loosened after a month | the colour rubbed off at one corner',
  ),
  'power-banks': points(
    'it fills my phone three times over | it even charges my laptop | the display tells the truth | security let it through without a look | it charges itself overnight with ease',
    'it is heavy for a handbag | there is only a short cable in the box | it gets warm with two things plugged in | the button is easy to press by accident',
  ),
  smartwatches: points(
    'it is readable in full sun | notifications arrive reliably | the battery lasts as long as promised | the strap has caused no irritation at all | sleep tracking is detailed without being preachy',
    'GPS takes a while to find me in the city | you need an account for the interesting statistics | charging needs a special cable | the strap is too long for small wrists',
  ),
  'fitness-trackers': points(
    'step counts match my old tracker exactly | I forget that I am wearing it | it has been through the pool all summer | one charge lasts two weeks | the app is clear',
    'the screen is hard to read in the sun | it sometimes counts a bus ride as cycling | the clasp opened once | there is no sound alarm',
  ),
  'frying-pans': points(
    'nothing sticks, even eggs | heat spreads evenly to the edge | it cleans up in a minute | the handle stays cool on the hob | it feels like something I will keep for decades',
    'it is heavier than I expected | it should not go in the dishwasher, whatever the box says | the handle came a little loose after a month | the base took a scratch from the first spatula',
  ),
  'knife-sets': points(
    'it went through tomatoes like paper | the balance is perfect | it has kept its edge for months | the handle is comfortable for small hands | it came properly packed and razor sharp',
    'it needs drying at once or it spots | the box is no good for storage | the handle could be smoother | it chips if you are careless',
  ),
  'food-storage': points(
    'soup in a rucksack stayed where it was | they stack without toppling | curry left no stain | the lids close with a proper click | they go from freezer to microwave',
    'the lids hold water after the dishwasher | the smallest box is of little use | the seals are fiddly to put back | they are bulkier than the volume suggests',
  ),
  'coffee-machines': points(
    'the first cup is ready before the toast | coffee is hot and the same every time | cleaning it is genuinely easy | it is far quieter than the one it replaced | the crema is like in a café',
    'the tank is awkward to take out | it takes more space than the pictures suggest | the drip tray fills quickly | the beep cannot be switched off',
  ),
  'air-fryers': points(
    'chips come out crisp with a spoon of oil | the basket cleans in the dishwasher | it has replaced our oven on weekdays | it is up to heat in three minutes | leftovers taste fresh again',
    'it smelled of plastic the first two times | the basket is small for a family of five | the fan is not exactly quiet | the timer starts before you want it to',
  ),
  blenders: points(
    'frozen berries disappear in seconds | soups come out silky | it cleans itself with a drop of soap | it stands rock solid at full speed | the jar is marked clearly',
    'it is loud, as they all are | the lid is tight to remove | a little always stays under the blades | the power cord could be longer',
  ),
  'vacuum-cleaners': points(
    'it picks up cat hair in one pass | it is light on the stairs | the bin empties without a cloud of dust | it is quiet enough for the evening | it reaches right under the sofa',
    'the bin is rather small | the turbo mode eats the charge | the wall holder needs very good plugs | the brush tangles with long hair',
  ),
  'duvet-covers': points(
    'it is soft from the first wash | the corner ties are a small miracle | the colour has not faded at all | it is cool in summer | it fits exactly as measured',
    'it creases more than I hoped | it shed some lint in the first two washes | the buttons are tiny | the shade differs slightly from the picture',
  ),
  pillows: points(
    'my neck has stopped hurting | it keeps its shape all night | the cover washes well | it is exactly as firm as described | I have slept better since it arrived',
    'it smelled of packaging for two days | it is a little high for front sleepers | it is warmer than feathers | it needed a week to get used to',
  ),
  'bath-towels': points(
    'they are thick and dry quickly | the colour is still the same after thirty washes | no loops have pulled | they feel like a good hotel | the size is generous',
    'they shed fluff in the first wash | the hanging loop tore off one of them | they take long to dry in winter | the colour is lighter than in the picture',
  ),
  'office-chairs': points(
    'my back has stopped complaining | assembly took half an hour with the tools supplied | everything adjusts without getting up | the mesh stays cool in summer | it rolls silently on wood',
    'the seat is firmer than I expected | the armrests wobble slightly | one screw hole was not drilled deep enough | it creaks when you lean right back',
  ),
  desks: points(
    'it does not wobble at all, even standing | the cable tray hides everything | the surface wipes clean | every part was numbered and nothing was missing | it looks exactly like the pictures',
    'it is a two-person job to assemble | one edge arrived slightly chipped | the drilling template was missing | it is heavier than any lift likes',
  ),
  bookcases: points(
    'the shelves carry art books without bending | it stands straight on an old floor | all parts fitted at once | the wood smells wonderful | it looks more expensive than it was',
    'the back panel is thin | the box was battered, though the contents were fine | the wall anchor is fiddly | the shelf pins could be stronger',
  ),
  'desk-lamps': points(
    'the light is warm and even | the arm stays exactly where I put it | it dims all the way down without flicker | the base takes hardly any space | my eyes are less tired in the evening',
    'the cable is white while the lamp is black | the touch switch is too sensitive | it forgets its brightness after a power cut | the joint squeaks a little',
  ),
  'floor-lamps': points(
    'it makes the whole corner cosy | it was up in ten minutes | the foot switch is where your foot expects it | guests keep asking where it is from | it stands firm beside two children',
    'no bulb is included | the shade attracts dust | the cable could be a metre longer | it leans a little to one side',
  ),
  rugs: points(
    'it is soft underfoot and lies flat | the colours are just as in the picture | it hides crumbs admirably | a glass of red wine came out with water | the dog approves',
    'it shed for the first two weeks | the corners curled at first | it slides without an underlay | it smelled of packaging for a few days',
  ),
  cushions: points(
    'it keeps its shape on a busy sofa | the fabric feels far more expensive than it was | the zip is hidden and the cover washes well | the colour is exactly right | it is wonderfully plump',
    'it is smaller than I pictured | it attracts cat hair | the filling is sold separately | the seam opened a little at one corner',
  ),
  't-shirts': points(
    'it fits true to size | it came out of the wash looking new | the cotton is soft and does not cling | the neckline keeps its shape | I have already ordered it in a second colour',
    'it is a little short for tall people | the colour is slightly lighter than in the picture | it shrank half a size | the label scratches',
  ),
  'shirts-and-blouses': points(
    'the fabric is crisp without being stiff | it works at the office and at the weekend | the stitching is clean everywhere | it stays tucked in | real buttons, and a spare',
    'the sleeves are a touch long | it wrinkles easily in a suitcase | one button was loose on arrival | it is narrower across the shoulders than usual',
  ),
  dresses: points(
    'it falls beautifully | it has pockets | I wore it to a wedding and to work | the fabric is not see-through | it packs into nothing and shakes out smooth',
    'a size up would have been better for me | the zip is stiff | it clings in the wind | the hem came up shorter than in the picture',
  ),
  jeans: points(
    'they fit like my favourite pair from the first day | the denim is thick and soft | they have not bagged at the knees | the pockets are deep enough for a phone | the length is exactly as stated',
    'they stained my sofa blue before the first wash | the waist runs small | the fly button came loose | they are stiff for the first week',
  ),
  jackets: points(
    'it kept me dry through two hours of rain | it is warm without being bulky | the pockets are in the right places | the zip runs smoothly with gloves on | it folds into its own pocket',
    'the hood is too large without a helmet | it rustles when you walk | the sleeves are short on me | the inside pocket is too small for a phone',
  ),
  knitwear: points(
    'it is soft on bare skin | it has not pilled after a winter | it is warm and weighs nothing | it keeps its shape without a hanger | the colour is richer than in the picture',
    'it must be washed by hand | it pilled a little under the arms | the neck is tight to pull over | it runs large',
  ),
  'running-shoes': points(
    'they were comfortable out of the box | my knees are grateful | they grip on wet pavement | two hundred kilometres and hardly any wear | they dry overnight',
    'they run half a size small | the laces are too long | the heel rubs with thin socks | the white did not stay white',
  ),
  boots: points(
    'they needed no breaking in | my feet stayed dry in slush | the leather is getting better with age | the sole can be replaced | they look good with everything',
    'they are heavy at first | the smell of glue took a week to go | the zip is stiff | the shaft is narrow for strong calves',
  ),
  backpacks: points(
    'there is a pocket for everything | it sits well even when full | the laptop is properly protected | the zips run smoothly | it stood up in the rain',
    'the bottle pocket is too tight | the straps are stiff at first | it does not stand up by itself when empty | the inside is very dark',
  ),
  suitcases: points(
    'it rolls silently over airport stone | it has survived six flights with only small marks | it fits the cabin exactly | the inside is cleverly divided | the lock is simple to set',
    'the handle rattles | scratches show on the dark colour | it tips over when only one half is full | the lining is thin',
  ),
  'crime-novels': points(
    'I finished it in two sittings | the inspector is somebody I would like to meet | the ending is earned | it is darkly funny where you least expect it | the setting is a character of its own',
    'the middle third drags | I guessed the twist early | there are too many names to keep apart | the last chapter explains too much',
  ),
  'science-fiction': points(
    'the world feels lived in | the ideas stay with you for weeks | the dialogue is sharp | it is a rare first contact without a war | I missed my stop because of it',
    'the first fifty pages ask for patience | the invented words need a glossary | it ends on a cliff | the science is thin in places',
  ),
  'literary-fiction': points(
    'the prose is spare and exact | the characters feel like people I know | I rang my sister after the last page | every object matters in the end | it is quiet and devastating',
    'very little happens | the timeline is confusing at first | it is a little too fond of its own sentences | the print is rather small',
  ),
  cookbooks: points(
    'every recipe I tried worked the first time | the photographs are beautiful and honest | nothing needs a special shop | the notes on leftovers are gold | my teenager cooks from it',
    'the index is thin | the binding cracks if you open it flat | some quantities are only in cups | there are few dishes without dairy',
  ),
  'history-books': points(
    'it is well sourced, with proper notes | it reads like a novel without inventing anything | the maps are excellent | it changed how I look at the period | ordinary people get their say',
    'it could have been a third shorter | some chapters repeat each other | the illustrations are small | it assumes you know the dates',
  ),
  'popular-science': points(
    'complex things are explained without talking down | the kitchen experiments really work | it admits what is not known | the analogies are fresh | I have been quoting it at dinner for weeks',
    'some chapters repeat each other | a few more diagrams would have helped | the last part feels rushed | there is no bibliography',
  ),
  'coffee-beans': points(
    'it smells wonderful the moment the bag is opened | the roast date was only a week ago | it is smooth with no bitterness | it works as espresso and as filter | it has become my everyday cup',
    'it is a little darker than described | the price went up since my last order | the bag does not reseal well | it is too mild with milk',
  ),
  tea: points(
    'a second infusion is as good as the first | the leaves are whole and fragrant | it is smooth even if you forget it | the tin is beautiful and keeps it fresh | it tastes of the garden, not of the bag',
    'some of the leaves were dust | it is weaker than I like | the strings come off the bags | it is rather dear for the amount',
  ),
  'olive-oil': points(
    'the taste is green and peppery | you can tell it is fresh | it turns tomatoes into a meal | the bottle pours without dripping | the harvest date is on the label',
    'it is too strong for baking | the cork crumbled | it is good, but not cheap | the bottle came with an oily neck',
  ),
  chocolate: points(
    'it melts slowly and tastes of real cocoa | it is not too sweet | guests finished it in one evening | the wrapping makes it a present | one square is enough',
    'it arrived soft in July | the bar is thinner than it looks | it is rather sweet for my taste | the box is larger than its contents',
  ),
  'nuts-and-snacks': points(
    'they are fresh and snap properly | just the right pinch of salt | the bag reseals well | hardly a broken one among them | they are gone within days in our house',
    'there were many small pieces at the bottom | a little too salty for me | the price per kilo is steep | the bag was only two thirds full',
  ),
  'pasta-and-grains': points(
    'it holds its bite and the sauce | you can tell the quality of the grain | the children noticed the difference | it never sticks together | it is well within its date',
    'a few pieces were broken | it takes longer than the packet says | the cardboard had opened in transit | the pack is smaller than I thought',
  ),
  'face-care': points(
    'my skin feels calm after a week | it absorbs quickly and leaves no film | a little goes a long way | it works well under sunscreen | it is the first one that has not irritated me',
    'the pump stopped working near the end | I saw no difference after a month | it pilled with my foundation | the pot is smaller than it looks',
  ),
  sunscreen: points(
    'it leaves no white trace | it does not sting in the eyes | it feels like nothing on the skin | we came back from the beach without a burn | it works under make-up',
    'it is greasy for the first minutes | the cap opened in my bag | it stains light shirts | the tube is soon empty',
  ),
  shampoo: points(
    'my hair is soft without being heavy | the scent is subtle | my scalp has stopped itching | it lathers well and rinses out at once | the colour has held much longer',
    'the scent is stronger than I like | the bottle is hard to squeeze | it dried out my ends | the refill is always sold out',
  ),
  'pain-relief': points(
    'it works within half an hour | the tablets are easy to swallow | it is the same as the well-known brand for less | the leaflet is clear | delivery was fast when I needed it',
    'the blister pack is hard to open | the taste is unpleasant | it upset my stomach without food | the box was dented',
  ),
  vitamins: points(
    'it is easy to take every morning | no aftertaste at all | the laboratory report is online | my levels were better at the next blood test | the jar lasts as long as promised',
    'the capsules are large | I noticed no effect | the gummies stuck together | the seal was hard to open',
  ),
  'electric-toothbrushes': points(
    'my dentist noticed the difference | the battery lasted a whole holiday | the pressure light really helps | it is much quieter than my old one | spare heads are cheap',
    'the base collects water | there is no travel case | the modes are hard to tell apart | the ring faded after a month',
  ),
  'yoga-mats': points(
    'it does not slip, even on a wooden floor | my knees are grateful | the surface grips better as I warm up | it rolls up tightly | it cleans with a wet cloth',
    'it smelled of rubber for the first week | the carry strap is flimsy | it marks easily | it is heavy to carry to class',
  ),
  dumbbells: points(
    'the grip is comfortable without gloves | the weight is accurate to the gram | they do not roll away | the coating is kind to the floor | they are ideal for a small flat',
    'the coating chipped at one edge | they smelled of rubber for the first week | delivery left them at the kerb | the handle is thick for small hands',
  ),
  'resistance-bands': points(
    'they do not roll up | the steps between them are well chosen | my physiotherapist approves | they live in my desk drawer | the poster of exercises is actually useful',
    'the lightest is very light | one snapped after two months | they are dusty out of the bag | the handles are basic',
  ),
  tents: points(
    'it kept us dry through a night of rain | set-up takes five minutes alone | there is room for boots and packs | it packs down to nothing | the zips never snag',
    'the pegs are too soft for stony ground | it is a tight fit for tall people | condensation builds up on cold nights | getting it back into its bag is a struggle',
  ),
  'sleeping-bags': points(
    'I was warm at the stated temperature | the zip does not bite | it packs to the size of a loaf | the collar keeps the draught out | it is soft inside',
    'it is narrow at the feet | a few feathers came out | the compression straps are thin | it takes a day to loft again',
  ),
  'water-bottles': points(
    'the ice was still there in the evening | not a drop in my bag in half a year | the lid comes apart for cleaning | it takes on no taste | it fits the cup holder',
    'the paint chipped where it hits my keys | the opening is too small for ice cubes | the straw is hard to clean | it is heavy when full',
  ),
  'bike-helmets': points(
    'it sits securely without pressing | my head stays cool uphill | it adjusts with one hand | the light is bright enough to be seen | it is so light that I forget it',
    'the straps are fiddly at first | it runs small | the pads came off in the first wash | the visor rattles on cobbles',
  ),
  'hiking-poles': points(
    'they held through eight hundred metres of descent | the locks do not slip | they weigh next to nothing | the grips stay dry | they fit inside my pack',
    'the rubber tips wear quickly | the straps are hard to adjust | they vibrate a little on stone | one basket was missing',
  ),
  'board-games': points(
    'the rules take five minutes to learn | everybody plays at once and nobody waits | it is different every time | the wooden pieces are lovely | it is fun for adults and ten-year-olds alike',
    'the box is half empty | it is over rather quickly | it needs at least three to shine | the cards scuff easily',
  ),
  'building-sets': points(
    'my children have played with it every day since | the pieces fit with a proper click | it kept a rainy weekend quiet | the steps are easy to follow | the model is sturdy enough to play with',
    'one piece was missing, though it was replaced quickly | small parts vanish under sofas | the stickers went on crooked | the second model is rather plain',
  ),
  'jigsaw-puzzles': points(
    'every piece fits in one place only | the picture is beautiful up close | the finish does not glare under a lamp | the board is pleasantly thick | it took us four happy evenings',
    'the sky is very, very blue | one piece was missing at the end | the poster is too small to help | there was a lot of puzzle dust',
  ),
  'plush-toys': points(
    'it has not left the bed since | it came out of the wash as soft as before | the face is charming | nothing can be pulled off | it is well weighted and sits by itself',
    'it is smaller than in the picture | the tag is hard to remove cleanly | it sheds a little at first | one ear was sewn on slightly higher',
  ),
  strollers: points(
    'it folds with one hand, as promised | it steers like a dream over cobbles | it fits behind the driver’s seat | the hood reaches all the way down | the basket takes a whole shop',
    'it is heavier than the shop model | the brake squeaks | the rain cover costs extra | the straps are fiddly at first',
  ),
  'baby-monitors': points(
    'the connection has never dropped | you can see every breath at night | no account and no cloud | the battery lasts the night | the range covers the garden',
    'the screen is dim by day | the plug is bulky | the beep at low charge is loud | the lullabies are terrible',
  ),
  'baby-carriers': points(
    'our daughter falls asleep in it at once | the weight sits on my hips, not my shoulders | it goes on alone in under a minute | it grew with our son for two years | the fabric breathes in summer',
    'the buckle at the back is hard to reach | the instructions leave questions open | the fabric shows every stain | it is warm in July',
  ),
  'cordless-drills': points(
    'it has more torque than I will ever need | it made short work of an old oak door | it is balanced and light for its power | the battery charges in the time of a coffee | the chuck grips every bit',
    'the case latches feel cheap | the charger fan is loud | it is a bit heavy overhead | there are no bits in the box',
  ),
  'hand-tool-sets': points(
    'the case keeps everything in its place | the tips fit the screws exactly | it has everything for a flat | the ratchet is smooth and strong | a broken piece was replaced by post',
    'the smallest bit was too soft | the case opens by itself when carried | some sizes are missing | the handles smell of rubber',
  ),
  planters: points(
    'it survived the winter outside without a mark | the plants love it | the self-watering worked through our holiday | it looks better than the photograph | it is light enough to move when full',
    'the colour fades in full sun | drainage holes have to be drilled | it is thinner than expected | the saucer is sold separately',
  ),
  'garden-hoses': points(
    'it does not kink round the corner | the connectors do not drip | it rolls up easily | the nozzle is comfortable to hold | it has been under pressure all summer',
    'it is stiff on cold mornings | the first nozzle leaked | it is heavier than my old one | the reel needs two hands',
  ),
  seeds: points(
    'nearly every one came up | they tasted of childhood | the packet tells you all you need | bees were there the same week | I will save my own for next year',
    'half of them did not germinate | one row came up another colour | the packet holds fewer than I thought | they arrived late for sowing',
  ),
  'pet-beds': points(
    'our dog chose it over the sofa | it washes well and dries fast | the foam springs back every morning | our old cat climbs in without effort | it has survived a terrier for six months',
    'it is smaller than the size chart says | it sheds filling at one seam | hair sticks to the fabric | the zip is weak',
  ),
  'pet-food': points(
    'even the fussy one empties the bowl | the ingredients list is short and clear | the coat is shinier after a month | no more upset stomach | the change-over was easy',
    'the smell is strong at first | the bag is not resealable | the pieces are large for a small mouth | the price has gone up',
  ),
  'leads-and-collars': points(
    'it is kind to the hand when they pull | the hardware is solid | it dries within the hour | it is easy to see in the dark | it has not frayed at all',
    'it runs small | the clip is stiff | the colour faded over a summer | it is heavy for a puppy',
  ),
};

export const reviewPoints = (leafSlug: string): ReviewPoints => {
  const found = POINTS[leafSlug];
  if (found === undefined) throw new Error(`no review points for ${leafSlug}`);
  return found;
};
