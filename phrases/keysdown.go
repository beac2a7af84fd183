package phrases

// What owners are told of the bot's rights.
const (
	AlertPowers     Key = "alert.powers"
	AlertPowersOver Key = "alert.powersOver"
	AlertDesk       Key = "alert.desk"
	AlertDeskOver   Key = "alert.deskOver"
)

// What is said about an article that is taken down.
const (
	ArticleDownHow       Key = "takedown.articleHow" // Slug
	ArticleDownPrivately Key = "takedown.articlePrivately"
	ArticleDownAsk       Key = "takedown.articleAsk"   // Title, Reason
	ArticleDownSoon      Key = "takedown.articleSoon"  // Title, Seconds
	ArticleDownNot       Key = "takedown.articleNot"   // Title
	ArticleDownDone      Key = "takedown.articleDone"  // Title, Slug
	ArticleDownStays     Key = "takedown.articleStays" // Title
	ArticleDownLost      Key = "takedown.articleLost"  // Title
	MessagesStay         Key = "takedown.messagesStay" // Title, Where
	ArticleDownWaits     Key = "takedown.articleWaits" // ID, Title
	ArticleIsDown        Key = "takedown.articleIsDown"
	PostArticleDown      Key = "post.articleDown"
	ButtonArticleDown    Key = "button.articleDown"
	PressArticleDownOver Key = "press.articleDownOver"
)
