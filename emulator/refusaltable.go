package emulator

// Sources, as they are named in the table: the server of the Bot API and the
// library below it are public; what only Telegram's own machines say is marked
// with the place of the error's name in the MTProto reference.
const (
	sourceServer    = "tdlib/telegram-bot-api, Client.cpp"
	sourceTransport = "tdlib/telegram-bot-api, HttpConnection.cpp and ClientManager.cpp"
	sourceEntities  = "tdlib/td, MessageEntity.cpp"
	sourceTD        = "tdlib/td"
	sourceMTProto   = "core.telegram.org/api/errors"
	sourceReference = "core.telegram.org/bots/api"
	sourceWords     = "the rule is in core.telegram.org/bots/api, the words are the emulator's"
	sourceOwn       = "the emulator's own: stricter than Telegram"
)

// The refusals. Their texts and sources stand in the table below, a row each.
const (
	unauthorized refusal = iota
	tokenMalformed
	methodUnknown
	badQuery
	badForm
	badJSONBody
	badMultipart
	noBoundary
	unsupportedContent
	tooLarge
	strictRefusal

	otherPoller
	webhookActive
	webhookTakesOver

	chatIDEmpty
	chatUnspecified
	messageIDMissing
	paramRequired
	chatNotFound
	cannotInitiate
	botBlocked
	userDeactivated
	botKickedGroup
	botKickedSupergroup
	botKickedChannel
	botNotMember
	botNotMemberGroup
	botNotMemberChannel
	groupUpgraded
	needAdmin
	noRights

	textEmpty
	textBlank
	textTooLong
	captionTooLong
	parseModeUnknown
	cannotParse
	entitiesUnreadable
	entityUnknown
	entityURLInvalid

	markupUnreadable
	markupUnexpected
	inlineExpected
	buttonTextEmpty
	keyTextEmpty
	buttonTextOnly
	switchInChannel
	rowsExpected
	keyUnreadable
	buttonUnreadable
	buttonDataInvalid
	buttonURLInvalid
	buttonTooMany

	replyNotFound
	replyUnreadable
	quoteInvalid
	previewUnreadable
	editNotFound
	deleteNotFound
	forwardNotFound
	copyNotFound
	cannotEdit
	cannotDelete
	cannotForward
	cannotCopy
	notModified
	noTextToEdit
	noCaptionToEdit
	messageIDsUnreadable
	messageIDsMissing
	messageIDWrong
	messageIDsOrder
	tooManyMessages

	queryTooOld
	answerTooLong
	answerURLInvalid

	pollQuestionEmpty
	pollQuestionLong
	pollOptionsUnreadable
	pollOptionsFew
	pollOptionsMany
	pollOptionEmpty
	pollOptionLong
	pollPublicInChannel
	pollNone
	notPoll
	unpinNotFound
	pinNotFound
	arrayExpected
	pollKindUnknown
	pollClosed
	cannotStop
	pollCorrectMissing
	pollExplanationLines
	pollPeriodWrong

	actionWrong
	fileMissing
	fileIDWrong
	fileEmpty
	urlUnreachable
	fileIDMissing
	fileTooBig
	photoInvalid
	photoShapeWrong
	mediaUnreadable
	mediaCannotEdit
	mediaNotFound
	mediaListUnreadable
	albumSmall
	albumLarge
	albumMixed

	userIDInvalid
	userNotFound
	memberNotFound
	membersHidden
	cannotRestrictOwner
	cannotRestrictAdmin
	cannotRestrictSelf
	leavePrivate
	noAdminsInPrivate
	supergroupOnly
	largeGroupsOnly
	permissionsUnreadable

	commandsUnreadable
	commandInvalid
	commandDescriptionInvalid
	commandsTooMany
	scopeUnreadable
	languageInvalid
	nameTooLong
	descriptionTooLong
	shortDescriptionTooLong
	reactionInvalid
	reactionsTooMany
	reactNotFound
	reactionUnreadable
	webhookURLInvalid
	webhookSecretWrong

	fileKindWrong
	locationEmpty
	locationWrong
	liveWrong
	diceUnknown
	loggedOut
	cannotPromoteSelf
	cannotPromoteOwner
	rightForbidden
	privateUnchangeable
	titleEmpty
	titleSame
	descriptionSame
	notInPrivate
	limitWithRequests
	menuUnreadable
	menuWrong
	rightsUnreadable
	resultsUnreadable
	buttonKindInvalid
	requestInGroup
)

type refusalRow struct {
	code         int
	text, source string
}

var refusals = [...]refusalRow{
	unauthorized:       {401, "Unauthorized", sourceServer},
	tokenMalformed:     {404, "Not Found", sourceTransport},
	methodUnknown:      {404, "Not Found: method not found", sourceServer},
	badQuery:           {400, "Bad Request: can't parse query", sourceWords},
	badForm:            {400, "Bad Request: can't parse parameters", sourceWords},
	badJSONBody:        {400, "Bad Request: can't parse JSON body", sourceWords},
	badMultipart:       {400, "Bad Request: can't parse multipart form", sourceWords},
	noBoundary:         {400, "Bad Request: boundary field not found", sourceTransport},
	unsupportedContent: {400, "Bad Request: unsupported content type", sourceOwn},
	tooLarge:           {413, "Request Entity Too Large", sourceTransport},
	strictRefusal:      {400, "Bad Request: parameter %s: %s", sourceOwn},

	otherPoller:   {409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", sourceServer},
	webhookActive: {409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", sourceServer},

	webhookTakesOver: {409, "Conflict: terminated by setWebhook request", sourceServer},

	chatIDEmpty:         {400, "Bad Request: chat_id is empty", sourceServer},
	chatNotFound:        {400, "Bad Request: chat not found", sourceServer},
	cannotInitiate:      {403, "Forbidden: bot can't initiate conversation with a user", sourceServer},
	botBlocked:          {403, "Forbidden: bot was blocked by the user", sourceServer},
	userDeactivated:     {403, "Forbidden: user is deactivated", sourceServer},
	botKickedGroup:      {403, "Forbidden: bot was kicked from the group chat", sourceServer},
	botKickedSupergroup: {403, "Forbidden: bot was kicked from the supergroup chat", sourceServer},
	botKickedChannel:    {403, "Forbidden: bot was kicked from the channel chat", sourceServer},
	botNotMember:        {403, "Forbidden: bot is not a member of the supergroup chat", sourceServer},
	botNotMemberChannel: {403, "Forbidden: bot is not a member of the channel chat", sourceServer},
	groupUpgraded:       {400, "Bad Request: group chat was upgraded to a supergroup chat", sourceServer},
	needAdmin:           {400, "Bad Request: need administrator rights in the channel chat", sourceServer},
	noRights:            {400, "Bad Request: not enough rights%s", sourceServer},

	textEmpty:          {400, "Bad Request: message text is empty", sourceServer},
	textBlank:          {400, "Bad Request: text must be non-empty", sourceTD},
	textTooLong:        {400, "Bad Request: message is too long", sourceServer},
	captionTooLong:     {400, "Bad Request: message caption is too long", sourceServer},
	parseModeUnknown:   {400, "Bad Request: unsupported parse_mode", sourceServer},
	cannotParse:        {400, "Bad Request: can't parse entities: %s", sourceEntities},
	entitiesUnreadable: {400, "Bad Request: can't parse entities JSON object", sourceServer},
	entityUnknown:      {400, "Bad Request: can't parse MessageEntity: Unsupported type specified", sourceServer},
	entityURLInvalid:   {400, "Bad Request: entity URL '%s' is invalid: %s", sourceTD},

	markupUnreadable:  {400, "Bad Request: can't parse reply keyboard markup JSON object", sourceServer},
	markupUnexpected:  {400, "Bad Request: object expected as reply markup", sourceServer},
	inlineExpected:    {400, "Bad Request: inline keyboard expected", sourceTD},
	buttonTextEmpty:   {400, "Bad Request: inline keyboard button text must be non-empty", sourceTD},
	buttonTextOnly:    {400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard", sourceServer},
	buttonDataInvalid: {400, "Bad Request: BUTTON_DATA_INVALID", sourceMTProto},
	buttonURLInvalid:  {400, "Bad Request: inline keyboard button URL '%s' is invalid: %s", sourceServer},
	buttonTooMany:     {400, "Bad Request: reply markup is too long", sourceServer},

	replyNotFound:        {400, "Bad Request: message to be replied not found", sourceServer},
	replyUnreadable:      {400, "Bad Request: can't parse reply parameters JSON object", sourceServer},
	quoteInvalid:         {400, "Bad Request: QUOTE_TEXT_INVALID", sourceMTProto},
	previewUnreadable:    {400, "Bad Request: can't parse link preview options JSON object", sourceServer},
	editNotFound:         {400, "Bad Request: message to edit not found", sourceServer},
	deleteNotFound:       {400, "Bad Request: message to delete not found", sourceServer},
	forwardNotFound:      {400, "Bad Request: message to forward not found", sourceServer},
	copyNotFound:         {400, "Bad Request: message to copy not found", sourceServer},
	cannotEdit:           {400, "Bad Request: message can't be edited", sourceServer},
	cannotDelete:         {400, "Bad Request: message can't be deleted", sourceServer},
	cannotForward:        {400, "Bad Request: the message can't be forwarded", sourceServer},
	notModified:          {400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message", sourceServer},
	noTextToEdit:         {400, "Bad Request: there is no text in the message to edit", sourceServer},
	noCaptionToEdit:      {400, "Bad Request: there is no caption in the message to edit", sourceServer},
	messageIDsUnreadable: {400, "Bad Request: can't parse message_ids JSON object", sourceServer},
	tooManyMessages:      {400, "Bad Request: too many message identifiers specified", sourceServer},

	queryTooOld:   {400, "Bad Request: query is too old and response timeout expired or query ID is invalid", sourceServer},
	answerTooLong: {400, "Bad Request: MESSAGE_TOO_LONG", sourceMTProto},

	answerURLInvalid: {400, "Bad Request: URL_INVALID", sourceMTProto},

	pollQuestionEmpty:     {400, "Bad Request: text must be non-empty", sourceTD},
	pollQuestionLong:      {400, "Bad Request: poll question length must not exceed 300", sourceTD},
	pollOptionsUnreadable: {400, "Bad Request: can't parse options JSON object", sourceServer},
	pollOptionsFew:        {400, "Bad Request: poll must have at least 2 option", sourceOwn},
	pollOptionsMany:       {400, "Bad Request: poll can't have more than %d options", sourceTD},
	pollOptionEmpty:       {400, "Bad Request: text must be non-empty", sourceTD},
	pollOptionLong:        {400, "Bad Request: poll options length must not exceed 100", sourceTD},
	pollPublicInChannel:   {400, "Bad Request: non-anonymous polls can't be sent to channel chats", sourceTD},
	pollNone:              {400, "Bad Request: message with poll to stop not found", sourceServer},
	pollClosed:            {400, "Bad Request: poll has already been closed", sourceServer},
	cannotStop:            {400, "Bad Request: poll can't be stopped", sourceTD},
	pollCorrectMissing:    {400, "Bad Request: quiz must have a correct option", sourceTD},
	pollExplanationLines:  {400, "Bad Request: the quiz explanation has more than 2 line feeds", sourceWords},
	pollPeriodWrong:       {400, "Bad Request: poll must be open for 5 to 2628000 seconds", sourceWords},

	actionWrong:     {400, "Bad Request: wrong parameter action in request", sourceServer},
	fileMissing:     {400, "Bad Request: there is no %s in the request", sourceServer},
	fileIDWrong:     {400, "Bad Request: wrong remote file identifier specified: can't unserialize it", sourceTD},
	fileTooBig:      {400, "Bad Request: file is too big", sourceServer},
	photoInvalid:    {400, "Bad Request: IMAGE_PROCESS_FAILED", sourceMTProto},
	mediaUnreadable: {400, "Bad Request: can't parse input media JSON object", sourceServer},

	userIDInvalid:         {400, "Bad Request: invalid user_id specified", sourceServer},
	userNotFound:          {400, "Bad Request: user not found", sourceServer},
	memberNotFound:        {400, "Bad Request: member not found", sourceMTProto},
	cannotRestrictOwner:   {400, "Bad Request: can't remove chat owner", sourceTD},
	cannotRestrictAdmin:   {400, "Bad Request: user is an administrator of the chat", sourceServer},
	cannotRestrictSelf:    {400, "Bad Request: can't restrict self", sourceTD},
	supergroupOnly:        {400, "Bad Request: method is available only for supergroups", sourceServer},
	permissionsUnreadable: {400, "Bad Request: can't parse permissions JSON object", sourceServer},

	commandsUnreadable:        {400, "Bad Request: can't parse commands JSON object", sourceServer},
	commandInvalid:            {400, "Bad Request: BOT_COMMAND_INVALID", sourceMTProto},
	commandDescriptionInvalid: {400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID", sourceMTProto},
	commandsTooMany:           {400, "Bad Request: BOT_COMMANDS_TOO_MUCH", sourceMTProto},
	scopeUnreadable:           {400, "Bad Request: can't parse BotCommandScope%s", sourceServer},
	languageInvalid:           {400, "Bad Request: invalid language code specified", sourceTD},
	nameTooLong:               {400, "Bad Request: BOT_TITLE_INVALID", sourceWords},
	descriptionTooLong:        {400, "Bad Request: DESCRIPTION_TOO_LONG", sourceWords},
	shortDescriptionTooLong:   {400, "Bad Request: ABOUT_TOO_LONG", sourceWords},
	reactionInvalid:           {400, "Bad Request: REACTION_INVALID", sourceMTProto},
	reactionUnreadable:        {400, "Bad Request: can't parse reaction types JSON object", sourceServer},
	webhookURLInvalid:         {400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook", sourceServer},
	keyTextEmpty:              {400, "Bad Request: keyboard button text must be non-empty", sourceTD},
	buttonUnreadable:          {400, "Bad Request: can't parse inline keyboard button: %s", sourceServer},
	keyUnreadable:             {400, "Bad Request: can't parse keyboard button: %s", sourceServer},
	rowsExpected:              {400, "Bad Request: field \"%s\" must be an Array of Arrays", sourceServer},
	switchInChannel:           {400, "Bad Request: can't use %s button in a channel chat, because users will not be able to use the button without knowing bot's username", sourceTD},
	paramRequired:             {400, "Bad Request: parameter \"%s\" is required", sourceServer},
	messageIDMissing:          {400, "Bad Request: message identifier is not specified", sourceServer},
	chatUnspecified:           {400, "Bad Request: chat identifier is not specified", sourceServer},
	botNotMemberGroup:         {403, "Forbidden: bot is not a member of the group chat", sourceServer},
	pollKindUnknown:           {400, "Bad Request: unsupported poll type specified", sourceServer},
	arrayExpected:             {400, "Bad Request: expected an Array of %s", sourceServer},
	messageIDWrong:            {400, "Bad Request: invalid message identifier specified", sourceServer},
	messageIDsOrder:           {400, "Bad Request: message identifiers must be in a strictly increasing order", sourceTD},
	mediaListUnreadable:       {400, "Bad Request: can't parse media JSON object", sourceServer},
	albumSmall:                {400, "Bad Request: an album has at least 2 messages", sourceOwn},
	albumLarge:                {400, "Bad Request: too many messages to send as an album", sourceServer},
	albumMixed:                {400, "Bad Request: document can't be mixed with other media types", sourceTD},
	messageIDsMissing:         {400, "Bad Request: message identifiers are not specified", sourceServer},
	webhookSecretWrong:        {400, "Bad Request: secret token contains unallowed characters", sourceServer},
	reactNotFound:             {400, "Bad Request: message to react not found", sourceServer},
	reactionsTooMany:          {400, "Bad Request: REACTIONS_TOO_MANY", sourceMTProto},
	pinNotFound:               {400, "Bad Request: message to pin not found", sourceServer},
	unpinNotFound:             {400, "Bad Request: message to unpin not found", sourceServer},
	noAdminsInPrivate:         {400, "Bad Request: there are no administrators in the private chat", sourceServer},
	leavePrivate:              {400, "Bad Request: chat member status can't be changed in private chats", sourceTD},
	largeGroupsOnly:           {400, "Bad Request: method is available for supergroup and channel chats only", sourceServer},
	membersHidden:             {400, "Bad Request: member list is inaccessible", sourceTD},
	fileIDMissing:             {400, "Bad Request: file_id not specified", sourceServer},
	urlUnreachable:            {400, "Bad Request: failed to get HTTP URL content", sourceServer},
	photoShapeWrong:           {400, "Bad Request: PHOTO_INVALID_DIMENSIONS", sourceMTProto},
	mediaNotFound:             {400, "Bad Request: can't parse InputMedia: %s", sourceServer},
	mediaCannotEdit:           {400, "Bad Request: message media can't be edited", sourceTD},
	cannotCopy:                {400, "Bad Request: message can't be copied", sourceTD},
	notPoll:                   {400, "Bad Request: message is not a poll", sourceTD},
	fileEmpty:                 {400, "Bad Request: file must be non-empty", sourceTD},

	fileKindWrong:       {400, "Bad Request: can't use file of type %s as %s", sourceTD},
	locationEmpty:       {400, "Bad Request: %s is empty", sourceServer},
	locationWrong:       {400, "Bad Request: wrong location specified", sourceTD},
	liveWrong:           {400, "Bad Request: wrong live location %s specified", sourceTD},
	diceUnknown:         {400, "Bad Request: EMOTICON_INVALID", sourceMTProto},
	loggedOut:           {400, "Logged out", sourceServer},
	cannotPromoteSelf:   {400, "Bad Request: can't promote self", sourceTD},
	cannotPromoteOwner:  {400, "Bad Request: can't demote chat owner", sourceWords},
	rightForbidden:      {400, "Bad Request: RIGHT_FORBIDDEN", sourceMTProto},
	privateUnchangeable: {400, "Bad Request: can't change %s", sourceTD},
	titleEmpty:          {400, "Bad Request: title must be non-empty", sourceTD},
	titleSame:           {400, "Bad Request: chat title is not modified", sourceServer},
	descriptionSame:     {400, "Bad Request: chat description is not modified", sourceServer},
	notInPrivate:        {400, "Bad Request: can't invite members to a private chat", sourceTD},
	limitWithRequests:   {400, "Bad Request: member limit can't be specified for links requiring administrator approval", sourceTD},
	menuUnreadable:      {400, "Bad Request: can't parse menu button JSON object", sourceServer},
	menuWrong:           {400, "Bad Request: can't parse menu button: %s", sourceServer},
	rightsUnreadable:    {400, "Bad Request: can't parse administrator rights JSON object", sourceWords},
	resultsUnreadable:   {400, "Bad Request: can't parse inline query results JSON object", sourceWords},
	buttonKindInvalid:   {400, "Bad Request: BUTTON_TYPE_INVALID", sourceMTProto},
	requestInGroup:      {400, "Bad Request: %s can be requested in private chats only", sourceTD},
}
