import java.io.File;
import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** Validates files: each argument is FLAVOUR=FILE (3a=notice.pdf); one line a file, then one a broken rule. */
public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(parts[0]);
            try (FileInputStream file = new FileInputStream(new File(parts[1]));
                 PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                 PDFAValidator validator = ValidatorFactory.createValidator(flavour, 100, false, false, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println(result.isCompliant() + "\t" + result.getTotalAssertions() + "\t" + argument);
                TreeMap<String, String> broken = new TreeMap<>();
                for (TestAssertion one : result.getTestAssertions()) {
                    if (one.getStatus() == TestAssertion.Status.FAILED) {
                        String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
                        broken.putIfAbsent(rule, one.getMessage() + " @ " + one.getLocation().getContext());
                    }
                }
                broken.forEach((rule, text) -> System.out.println("\t" + rule + "\t" + text.replace('\n', ' ')));
            }
        }
    }
}
