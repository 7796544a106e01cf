import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.SessionManagerApi;
import org.openapitools.client.model.*;

/** Ends a session with the client that OpenAPI Generator generates for Java, and prints what it read. */
public class Program {
  static final String RELEASE = "8.0.3.0", MO_ID = "SessionManager";

  public static void main(String[] arguments) throws Exception {
    SessionManagerApi anonymous = new SessionManagerApi(clientOf(arguments[0]));
    String[] own = login(anonymous), other = login(anonymous);
    ApiClient client = clientOf(arguments[0]);
    client.setRequestInterceptor(request -> request.header("vmware-api-session-id", own[1]));
    SessionManagerApi sessions = new SessionManagerApi(client);

    String ended = terminate(sessions, client, other[0]);
    String unknown = terminate(sessions, client, other[0]);
    String ofCaller = terminate(sessions, client, own[0]);
    String nobody;
    try {
      nobody = anonymous.sessionManagerGetCurrentSession(RELEASE, MO_ID) == null ? "null" : "\"a session\"";
    } catch (ApiException error) {
      nobody = "\"an error\"";
    }
    sessions.sessionManagerLogout(RELEASE, MO_ID);
    System.out.printf("{\"ended\":\"%s\",\"unknown\":\"%s\",\"ofCaller\":\"%s\",\"nobody\":%s}%n", ended, unknown, ofCaller, nobody);
  }

  static ApiClient clientOf(String url) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(url);
    return client;
  }

  static String[] login(SessionManagerApi anonymous) throws ApiException {
    var body = new LoginRequestType().userName("administrator@vsphere.local").password("VMware1!");
    var answer = anonymous.sessionManagerLoginWithHttpInfo(RELEASE, MO_ID, body);
    return new String[] {answer.getData().getKey(), answer.getHeaders().get("vmware-api-session-id").get(0)};
  }

  static String terminate(SessionManagerApi sessions, ApiClient client, String key) throws Exception {
    try {
      sessions.sessionManagerTerminateSession(RELEASE, MO_ID, new TerminateSessionRequestType().sessionId(List.of(key)));
      return "204";
    } catch (ApiException error) {
      Object fault = client.getObjectMapper().readValue(error.getResponseBody(), TerminateSessionFault.class).getActualInstance();
      if (fault instanceof InvalidArgument) return "InvalidArgument of " + ((InvalidArgument) fault).getInvalidProperty();
      return fault.getClass().getSimpleName();
    }
  }
}
