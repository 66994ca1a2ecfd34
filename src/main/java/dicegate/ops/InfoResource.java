package dicegate.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Version, settings in force and engines of this server. */
@ApplicationScoped
public class InfoResource {

  @Inject private ServiceInfo info;

  /** Returns the information as a JSON object. */
  String info() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("version", info.version());
    body.put("settings", new LinkedHashMap<>(info.settings()));
    body.put("engines", info.engines().get());
    return Json.createObjectBuilder(body).build().toString();
  }
}
