import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.ArticlesApi;
import org.openapitools.client.api.ChangesApi;
import org.openapitools.client.api.EntitiesApi;
import org.openapitools.client.api.IngestApi;
import org.openapitools.client.api.QuotesApi;
import org.openapitools.client.api.StatsApi;
import org.openapitools.client.model.IngestRequest;

/** Ten calls with the client that openapi-generator makes for Java; it prints what they found. */
public class OpenapiGeneratorCalls {
  public static void main(String[] arguments) throws Exception {
    var client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    var page = Files.readString(Path.of(arguments[1]));
    var publisher = List.of("portcourier.example");
    var articles = new ArticlesApi(client);
    var quotes = new QuotesApi(client);
    var ingest = new IngestApi(client);
    var stats = new StatsApi(client);
    var sent = new IngestRequest().html(page).url(URI.create(arguments[2]));
    var preview = ingest.previewExtraction(IngestApi.APIPreviewExtractionRequest.newBuilder().ingestRequest(sent).build());
    var posted = ingest.ingestArticle(IngestApi.APIIngestArticleRequest.newBuilder().ingestRequest(sent).build());
    var some = ArticlesApi.APIListArticlesRequest.newBuilder().publisher(publisher).has(List.of("quotes", "lede"));
    var card = articles.listArticles(some.limit(1).build()).getItems().get(0);
    var article = articles.getArticle(ArticlesApi.APIGetArticleRequest.newBuilder().articleId(card.getId()).build());
    var said = QuotesApi.APIListQuotesRequest.newBuilder().speaker(List.of("Margaret Oyelaran")).build();
    var first = quotes.listQuotes(said).getItems().get(0);
    var quote = quotes.getQuote(QuotesApi.APIGetQuoteRequest.newBuilder().quoteId(first.getId()).build());
    var named = EntitiesApi.APIListEntitiesRequest.newBuilder().type(List.of("person", "organization"));
    var entities = new EntitiesApi(client).listEntities(named.namePrefix("marg").build());
    var facets = stats.getFacets(
        StatsApi.APIGetFacetsRequest.newBuilder().by(List.of("publisher", "section")).publisher(publisher).build());
    var series = stats.getTimeseries(StatsApi.APIGetTimeseriesRequest.newBuilder().publisher(publisher).build());
    var changes = new ChangesApi(client).listChanges(
        ChangesApi.APIListChangesRequest.newBuilder().after(0).publisher(publisher).build());
    var json = new ObjectMapper();
    var problem = "none";
    try {
      articles.listArticles(ArticlesApi.APIListArticlesRequest.newBuilder().cursor("wrong").build());
    } catch (ApiException error) {
      problem = error.getCode() + " " + json.readTree(error.getResponseBody()).get("type").asText();
    }
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("preview", preview.getHeadline());
    found.put("outcome", posted.getOutcome().getValue());
    found.put("card", List.of(card.getHeadline(), card.getLede()));
    found.put("words", article.getBody().substring(first.getStart(), first.getEnd()));
    found.put("speaker", quote.getSpeaker().getName());
    found.put("entities", entities.getItems().stream().map(entity -> entity.getName()).toList());
    found.put("total", facets.getTotal());
    found.put("counted", series.getItems().stream().mapToInt(bucket -> bucket.getCount()).sum());
    found.put("change", changes.getItems().get(0).getType().getValue());
    found.put("problem", problem);
    System.out.println(json.writeValueAsString(found));
  }
}
