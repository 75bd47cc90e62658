// Asks EPUBCheck about many books in one virtual machine: each line of the input is a book and the file for its answer, with a tab between.
// Run from its source by `java -cp epubcheck.jar EpubCheckBatch.java`.

import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

public final class EpubCheckBatch {
    public static void main(String[] arguments) throws Exception {
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] names = line.split("\t");
            try {
                new EpubChecker().run(new String[] {names[0], "--json", names[1], "--quiet", "--locale", "en"});
            } catch (Throwable trouble) {
                System.err.println(names[0] + ": " + trouble);
            }
        }
    }
}
