package dicegate.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Version, settings in force and engines of this server. */
@ApplicationScoped
@Path("info")
@Produces(MediaType.APPLICATION_JSON)
public class InfoResource {

  @Inject private ServiceInfo info;

  @GET
  @RequiresToken
  public String info() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("version", info.version());
    body.put("settings", new LinkedHashMap<>(info.settings()));
    body.put("engines", info.engines().get());
    return Json.createObjectBuilder(body).build().toString();
  }
}
